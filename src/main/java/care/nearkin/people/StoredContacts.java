package care.nearkin.people;

import care.nearkin.kernel.Words;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contacts in our tables. */
@Service
@Transactional(readOnly = true)
class StoredContacts implements Contacts {

    private final ContactRows contacts;

    StoredContacts(ContactRows contacts) {
        this.contacts = contacts;
    }

    @Override
    public List<Reach> of(long resident) {
        return contacts.of(resident).stream()
                .map(row -> new Reach(
                        row.id(),
                        row.name(),
                        row.relation(),
                        row.phone(),
                        row.mail(),
                        row.hasKey(),
                        Words.language(row.language())))
                .toList();
    }
}
