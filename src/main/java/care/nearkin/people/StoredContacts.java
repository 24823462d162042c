package care.nearkin.people;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contacts in our tables. */
@Service
@Transactional(readOnly = true)
class StoredContacts implements Contacts {

    private final ResidentRows residents;

    StoredContacts(ResidentRows residents) {
        this.residents = residents;
    }

    @Override
    public List<Reach> of(long resident) {
        return residents.findById(resident).map(Resident::contacts).orElse(List.of()).stream()
                .map(Contact::onCard)
                .map(contact -> new Reach(
                        contact.id(),
                        contact.name(),
                        contact.relation(),
                        contact.phone(),
                        null,
                        contact.hasKey(),
                        Locale.SIMPLIFIED_CHINESE))
                .toList();
    }
}
