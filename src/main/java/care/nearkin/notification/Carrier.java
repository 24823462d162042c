package care.nearkin.notification;

import java.util.concurrent.CompletionStage;

/** Speaks to one server of one channel. No transaction is open meanwhile. */
interface Carrier {

    CompletionStage<Fate> carry(Letter letter);
}
