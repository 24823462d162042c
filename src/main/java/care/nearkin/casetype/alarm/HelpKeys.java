package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.people.Contacts;
import care.nearkin.people.Responders;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Whether somebody who was asked keeps the key of this home. */
@Component
class HelpKeys {

    private final Contacts contacts;
    private final Responders responders;
    private final Clock clock;

    HelpKeys(Contacts contacts, Responders responders, Clock clock) {
        this.contacts = contacts;
        this.responders = responders;
        this.clock = clock;
    }

    boolean keeps(Ask ask, long resident) {
        Long person = ask.person();
        return person != null
                && (ask.kind() == Kind.CONTACT
                        ? contacts.of(resident).stream().anyMatch(contact -> contact.id() == person && contact.hasKey())
                                || isResponderWithKey(ask, resident)
                        : responders.keyholders(resident).stream().anyMatch(keeper -> keeper.id() == person));
    }

    /** The same neighbour, who stands with the key on the other list. */
    private boolean isResponderWithKey(Ask ask, long resident) {
        return responders.near(resident, clock.instant()).stream()
                .anyMatch(near -> near.hasKey() && Somebody.sameNumber(near.phone(), ask.phone()));
    }
}
