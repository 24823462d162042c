package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Consents.Given;
import care.nearkin.people.ResidentChanges.Written;
import care.nearkin.people.ResidentList.Ask;
import care.nearkin.people.ResidentList.Row;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Spot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Residents as the person who looks may see and change them: those of her areas, every look and change logged. */
@Service
@Transactional
class ServedResidents {

    private final StoredResidents residents;
    private final ResidentChanges changes;
    private final ResidentRows rows;
    private final ResidentList list;
    private final AlikeResidents alike;
    private final StoredConsents consents;
    private final ServedAreas areas;
    private final Viewers viewers;
    private final History history;
    private final AccessLog log;

    ServedResidents(
            StoredResidents residents,
            ResidentChanges changes,
            ResidentRows rows,
            ResidentList list,
            AlikeResidents alike,
            StoredConsents consents,
            ServedAreas areas,
            Viewers viewers,
            History history,
            AccessLog log) {
        this.residents = residents;
        this.changes = changes;
        this.rows = rows;
        this.list = list;
        this.alike = alike;
        this.consents = consents;
        this.areas = areas;
        this.viewers = viewers;
        this.history = history;
        this.log = log;
    }

    @Transactional(readOnly = true)
    Slice<Row> list(Ask ask) {
        return list.find(ask, viewers.current());
    }

    ResidentCard card(long id, String why) {
        served(id);
        return residents.card(id, why).orElseThrow();
    }

    /** Everything that is written down, for changing it or for another program. */
    Sheet sheet(long id) {
        Resident resident = served(id);
        log.read("resident", resident.key());
        log.read("phone", resident.key());
        log.read("health", resident.key());
        return new Sheet(resident.asPut(), resident.version());
    }

    Sheet sheet(String key) {
        return sheet(residents.idOf(key).orElseThrow(ServedResidents::nobody));
    }

    /** The whole record and its version, which tells whether somebody else changed it meanwhile. */
    record Sheet(Put put, int version) {}

    String newKey() {
        String key;
        do {
            key = "R%06d".formatted(rows.nextKey());
        } while (rows.existsByKey(key));
        return key;
    }

    Written change(String key, String why, Function<@Nullable Put, Put> wanted) {
        Viewer viewer = viewers.current();
        Written written = changes.change(key, before -> {
            if (before != null && !viewer.serves(area(before))) {
                throw Refusal.forbidden("people.other-area");
            }
            Put after = wanted.apply(before);
            areas.admit(area(after), "address.area");
            return after;
        });
        log.wrote("resident", key, why);
        return written;
    }

    /** What a table would change, locked until the transaction ends; null for a new key. */
    @Nullable
    Put known(String key) {
        Put known = residents.known(key);
        if (known != null && !viewers.current().serves(area(known))) {
            throw Refusal.forbidden("people.other-area");
        }
        return known;
    }

    /** As the log has it. */
    static String how(String way, List<Row> others, AlikeResidents.@Nullable Why why) {
        return others.isEmpty()
                ? way
                : way + ", " + why + ", not " + others.stream().map(Row::key).collect(Collectors.joining(" "));
    }

    /**
     * By another program: a new record of somebody who is very much like one that is known is refused, unless it says why
     * she is another person, which is written down.
     */
    Written put(String key, AlikeResidents.@Nullable Why why, Function<@Nullable Put, Put> wanted) {
        List<Row> others = new ArrayList<>();
        Written written = change(key, "api", before -> {
            Put after = wanted.apply(before);
            if (before == null) {
                others.addAll(alike.to(after));
            }
            if (!others.isEmpty() && why == null) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "different",
                        "people.resident-alike",
                        others.stream().map(Row::key).collect(Collectors.joining(", ")));
            }
            return after;
        });
        if (!others.isEmpty()) {
            log.wrote("resident", key, how("api", others, why));
        }
        return written;
    }

    /**
     * By a form: a key that is taken is refused instead of overwriting whoever has it. That she is not one of the
     * {@code others} who look the same, and why, is written down.
     */
    long create(Put put, List<Row> others, AlikeResidents.@Nullable Why why) {
        return change(put.key(), how("form", others, why), before -> {
                    if (before != null) {
                        throw Refusal.invalid("key", "people.key-taken");
                    }
                    return put;
                })
                .id();
    }

    /** As {@link #change}, unless the record is no longer the one that the form showed. */
    void changeShown(long id, int version, Put put) {
        Resident resident = served(id);
        if (resident.version() != version) {
            throw Refusal.invalid("version", "people.changed-meanwhile");
        }
        change(resident.key(), "form", before -> put);
    }

    void addContact(long id, PutContact contact, int position) {
        changeContacts(id, resident -> resident.add(contact, position));
    }

    void changeContact(long id, long contact, PutContact put) {
        changeContacts(id, resident -> contact(resident, contact).change(put));
    }

    void moveContact(long id, long contact, int by) {
        changeContacts(id, resident -> resident.move(contact(resident, contact), by));
    }

    Removed removeContact(long id, long contactId) {
        Resident resident = served(id);
        Contact contact = contact(resident, contactId);
        Removed removed = new Removed(id, contact.asPut(), contact.onCard().position());
        changeContacts(id, changed -> changed.remove(contact));
        return removed;
    }

    /** What a removal can be undone with. */
    record Removed(long resident, PutContact contact, int position) {}

    PutContact contact(long id, long contact) {
        Resident resident = served(id);
        log.read("phone", resident.key());
        return contact(resident, contact).asPut();
    }

    /** Refuses as if she did not exist when she lives where the viewer does not serve: a search reveals nobody. */
    Resident served(long id) {
        Resident resident = rows.findById(id).orElseThrow(ServedResidents::nobody);
        Household home = resident.household();
        if (!viewers.current().serves(home == null ? null : home.address().area())) {
            throw nobody();
        }
        return resident;
    }

    /** Whose record this is now, if the viewer may see her. */
    Optional<Long> mergedInto(long id) {
        return rows.mergedInto(id).map(now -> served(now).id());
    }

    void recordConsent(Given given) {
        String key = served(given.resident()).key();
        consents.record(given, viewers.current().name());
        log.wrote("consent", key, "form");
    }

    void withdrawConsent(long id, long consent) {
        String key = served(id).key();
        if (consents.of(id).stream().noneMatch(known -> known.id() == consent)) {
            throw Refusal.notFound("people.no-consent");
        }
        consents.withdraw(consent, viewers.current().name());
        log.wrote("consent", key, "form");
    }

    private void changeContacts(long id, Consumer<Resident> change) {
        Resident resident = served(id);
        Values before = RecordValues.of(resident);
        change.accept(resident);
        changes.findable(resident);
        history.changed(History.Record.RESIDENT, id, before, RecordValues.of(resident));
        log.wrote("contacts", resident.key(), "form");
    }

    private static Contact contact(Resident resident, long contact) {
        return resident.contacts().stream()
                .filter(known -> known.id() == contact)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("people.no-contact"));
    }

    private static @Nullable String area(Put put) {
        return put.address() == null ? null : put.address().area();
    }

    private static Refusal nobody() {
        return Refusal.notFound("people.no-resident");
    }
}
