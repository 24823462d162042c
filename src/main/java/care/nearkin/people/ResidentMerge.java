package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Spot.Change;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Two records of one person become one: every module moves what it holds, in one transaction, and the old key leads on. */
@Service
@Transactional
class ResidentMerge {

    private static final int LONGEST_REASON = 300;

    private final ServedResidents served;
    private final StoredResidents residents;
    private final ResidentRows rows;
    private final List<ResidentMoves> moves;
    private final History history;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final AccessLog log;
    private final Clock clock;

    ResidentMerge(
            ServedResidents served,
            StoredResidents residents,
            ResidentRows rows,
            List<ResidentMoves> moves,
            History history,
            EntityManager entities,
            JdbcClient jdbc,
            Seal seal,
            AccessLog log,
            Clock clock) {
        this.served = served;
        this.residents = residents;
        this.rows = rows;
        this.moves = moves;
        this.history = history;
        this.entities = entities;
        this.jdbc = jdbc;
        this.seal = seal;
        this.log = log;
        this.clock = clock;
    }

    /** Who stays, who goes, as they were shown; {@code fromOther} are the fields whose value the one who goes gives. */
    record Wanted(long stays, int version, long goes, int otherVersion, Set<MergeField> fromOther, String reason) {

        /** No reason. */
        @Override
        public String toString() {
            return "Wanted[" + stays + " " + goes + "]";
        }
    }

    /** The two side by side and what would move. */
    record Preview(Shown stays, Shown goes, Map<String, Long> held) {}

    /** One of the two as she is now. */
    record Shown(long id, int version, Put put) {

        private static Shown of(Resident resident) {
            return new Shown(resident.id(), resident.version(), resident.asPut());
        }

        String key() {
            return put.key();
        }
    }

    Preview preview(long stays, String goesKey) {
        long goes = residents.idOf(goesKey.strip()).orElseThrow(() -> Refusal.invalid("with", "people.no-resident"));
        return preview(stays, goes);
    }

    Preview preview(long stays, long goes) {
        Resident one = served.served(stays);
        Resident other = served.served(goes);
        check(one, other);
        log.read("resident", one.key(), "merge");
        log.read("resident", other.key(), "merge");
        Map<String, Long> held = new LinkedHashMap<>();
        moves.forEach(module -> held.putAll(module.held(goes)));
        return new Preview(Shown.of(one), Shown.of(other), held);
    }

    void merge(Wanted wanted) {
        if (wanted.reason().isBlank() || wanted.reason().length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "people.merge-reason");
        }
        lock(wanted);
        Resident stays = served.served(wanted.stays());
        Resident goes = served.served(wanted.goes());
        check(stays, goes);
        if (stays.version() != wanted.version() || goes.version() != wanted.otherVersion()) {
            throw Refusal.conflict("people.merge-changed");
        }
        String key = stays.key();
        String oldKey = goes.key();
        Put put = put(stays.asPut(), goes.asPut(), wanted.fromOther());
        entities.flush();
        entities.clear();
        moves.forEach(module -> module.move(wanted.goes(), wanted.stays()));
        jdbc.sql("delete from resident where id = ?").param(wanted.goes()).update();
        remember(wanted, oldKey);
        residents.change(key, before -> put);
        history.write(
                History.Record.RESIDENT,
                wanted.stays(),
                List.of(new Change(new Spot(Spot.Part.RECORD, 0, "merged"), null, oldKey, key)));
        log.wrote("resident", key, "merged with " + oldKey);
        log.wrote("resident", oldKey, "merged into " + key);
    }

    /** In the order of their keys, as every change of a record takes them; the second of two finds who goes gone. */
    private void lock(Wanted wanted) {
        Stream.of(wanted.stays(), wanted.goes())
                .map(id -> rows.keyOf(id)
                        .orElseThrow(() -> rows.mergedInto(id).isPresent()
                                ? Refusal.conflict("people.merged-already")
                                : Refusal.notFound("people.no-resident")))
                .sorted(Comparator.naturalOrder())
                .forEach(key -> rows.lock("resident:" + key));
        if (rows.mergedInto(wanted.stays()).isPresent()
                || rows.mergedInto(wanted.goes()).isPresent()) {
            throw Refusal.conflict("people.merged-already");
        }
    }

    private static void check(Resident stays, Resident goes) {
        if (stays.id() == goes.id()) {
            throw Refusal.invalid("with", "people.merge-same");
        }
        Identity one = stays.identity();
        Identity other = goes.identity();
        if (one != null && other != null && !Objects.equals(one, other)) {
            throw Refusal.conflict("people.merge-identity");
        }
    }

    private void remember(Wanted wanted, String oldKey) {
        jdbc.sql("insert into merged_resident values (?, ?, ?, ?, ?, ?)")
                .params(
                        wanted.goes(),
                        oldKey,
                        wanted.stays(),
                        log.who(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        seal.seal(wanted.reason().strip(), "merge of " + wanted.goes()))
                .update();
    }

    private static List<PutContact> contacts(Put put) {
        return Objects.requireNonNullElse(put.contacts(), List.of());
    }

    private static Put put(Put stays, Put goes, Set<MergeField> fromOther) {
        record From(Put stays, Put goes, Set<MergeField> other) {
            Put of(MergeField field) {
                return other.contains(field) ? goes : stays;
            }
        }
        From from = new From(stays, goes, fromOther);
        return new Put(
                stays.key(),
                from.of(MergeField.NAME).name(),
                from.of(MergeField.BIRTH_DATE).birthDate(),
                from.of(MergeField.SEX).sex(),
                stays.identity() == null ? goes.identity() : stays.identity(),
                from.of(MergeField.LIVES_ALONE).livesAlone(),
                from.of(MergeField.RISK).risk(),
                from.of(MergeField.MOBILITY).mobility(),
                from.of(MergeField.MOVES).moves(),
                from.of(MergeField.ADDRESS).address(),
                from.of(MergeField.HEALTH).health(),
                new Phones(
                        from.of(MergeField.HOME).phones().home(),
                        from.of(MergeField.MOBILE).phones().mobile(),
                        from.of(MergeField.DEVICE).phones().device()),
                from.of(MergeField.KEY_PLACE).keyPlace(),
                from.of(MergeField.NOTE).note(),
                SameContact.together(contacts(stays), contacts(goes)));
    }
}
