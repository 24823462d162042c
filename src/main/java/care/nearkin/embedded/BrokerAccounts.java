package care.nearkin.embedded;

import java.util.Optional;

/** Who may connect to the embedded broker; implemented where devices are registered. Without one nobody but Nearkin may. */
public interface BrokerAccounts {

    /** Asked once for each connection; empty refuses it. */
    Optional<BrokerAccount> authenticate(String name, String password);
}
