package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.people.Contacts;
import care.nearkin.people.Responders;
import org.springframework.stereotype.Component;

/** Whether somebody who was asked keeps the key of this home. */
@Component
class HelpKeys {

    private final Contacts contacts;
    private final Responders responders;

    HelpKeys(Contacts contacts, Responders responders) {
        this.contacts = contacts;
        this.responders = responders;
    }

    boolean keeps(Ask ask, long resident) {
        Long person = ask.person();
        return person != null
                && (ask.kind() == Kind.CONTACT
                        ? contacts.of(resident).stream().anyMatch(contact -> contact.id() == person && contact.hasKey())
                        : responders.keyholders(resident).stream().anyMatch(keeper -> keeper.id() == person));
    }
}
