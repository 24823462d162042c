package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentCard.Housemate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Residents in our tables. */
@Service
@Transactional
class StoredResidents implements Residents {

    /** Of age in years: 未成年人保护法 2. */
    private static final int ADULT = 18;

    private final ResidentRows residents;
    private final Doorstep door;
    private final IdentityPrint prints;
    private final ResidentList list;
    private final ResidentChanges changes;
    private final JdbcTemplate jdbc;
    private final AccessLog log;
    private final Clock clock;

    StoredResidents(
            ResidentRows residents,
            Doorstep door,
            IdentityPrint prints,
            ResidentList list,
            ResidentChanges changes,
            JdbcTemplate jdbc,
            AccessLog log,
            Clock clock) {
        this.residents = residents;
        this.jdbc = jdbc;
        this.door = door;
        this.prints = prints;
        this.list = list;
        this.changes = changes;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Long> idOf(String key) {
        return residents.idOf(key).or(() -> residents.leadsTo(key).flatMap(residents::idOf));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Long> withIdentity(Identity identity) {
        return residents.withIdentity(prints.known(identity)).stream().findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ResidentBrief> brief(long id) {
        return briefs(List.of(id)).values().stream().findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, ResidentBrief> briefs(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, ResidentBrief> found = residents.briefs(ids).stream()
                .map(this::brief)
                .collect(Collectors.toMap(ResidentBrief::id, Function.identity()));
        // what was written down in the very moment of a merge still leads to her
        for (Long id : Set.copyOf(ids)) {
            if (!found.containsKey(id)) {
                residents.mergedInto(id).stream()
                        .flatMap(now -> residents.briefs(List.of(now)).stream())
                        .forEach(row -> found.put(id, brief(row)));
            }
        }
        return Map.copyOf(found);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Long> atHomeOf(long id) {
        return residents.atHomeOf(id);
    }

    @Override
    public Optional<ResidentCard> card(long id, String why) {
        return residents.findById(now(id)).map(resident -> {
            log.read("resident", resident.key(), why);
            return card(resident);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public ResidentCard.Risk risk(long id) {
        return residents.riskOf(now(id)).orElseThrow(() -> Refusal.notFound("people.no-resident"));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Situation> situation(long id) {
        return residents.situationOf(now(id)).map(known -> {
            Integer age = age(known.birthDate());
            return new Situation(known.risk(), known.moves(), age != null && age < ADULT);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public boolean livesAlone(long id) {
        return residents.livesAlone(id).orElse(false);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, ResidentCard.Risk> risks(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : residents.risksOf(ids).stream()
                        .collect(Collectors.toMap(ResidentRows.AtRisk::id, ResidentRows.AtRisk::risk));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, Building> buildings(Collection<Long> ids) {
        Map<Long, Building> buildings = new HashMap<>();
        jdbc.query(
                """
                select r.id, h.area, h.community, h.estate, h.building
                from resident r join household h on h.id = r.household_id
                where r.id = any(?) and h.building is not null""",
                row -> {
                    Address house = new Address(
                            row.getString("area"),
                            row.getString("community"),
                            row.getString("estate"),
                            row.getString("building"),
                            null,
                            null,
                            null);
                    buildings.put(row.getLong("id"), new Building(house.buildingKey(), house.line()));
                },
                (Object) ids.toArray(Long[]::new));
        return buildings;
    }

    @Override
    @Transactional(readOnly = true)
    public Found found(String words, Viewer viewer, int most) {
        return list.found(words, viewer, most);
    }

    @Override
    public Stored put(Put resident) {
        ResidentChanges.Written written = changes.change(resident.key(), before -> resident);
        return new Stored(written.id(), written.created());
    }

    /** Asked at every start, when reading all the queries of {@link ResidentRows} would only hold it up. */
    @Override
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return Boolean.FALSE.equals(jdbc.queryForObject("select exists (select 1 from resident)", Boolean.class));
    }

    @Nullable
    Put known(String asked) {
        String key = residents.leadsTo(asked).orElse(asked);
        residents.lock("resident:" + key);
        return residents.findByKey(key).map(Resident::asPut).orElse(null);
    }

    @Nullable
    Integer age(@Nullable LocalDate birthDate) {
        return birthDate == null ? null : age(birthDate, LocalDate.now(clock));
    }

    /** Whole years; who was born on 29 February is a year older on 1 March in common years. */
    static int age(LocalDate birthDate, LocalDate today) {
        return Period.between(birthDate, today).getYears();
    }

    /** Under which id she is known now. */
    private long now(long id) {
        return residents.mergedInto(id).orElse(id);
    }

    private ResidentCard card(Resident resident) {
        Put put = resident.asPut();
        return new ResidentCard(
                brief(resident.id()).orElseThrow(),
                proof(put),
                put.livesAlone(),
                put.risk(),
                put.health(),
                put.mobility(),
                put.moves(),
                resident.phones(),
                resident.contacts().stream().map(Contact::onCard).toList(),
                put.keyPlace(),
                put.note(),
                door.keyholders(resident.id()),
                residents.livingWith(resident.id()).stream()
                        .map(other -> new Housemate(
                                other.getId(),
                                other.getName(),
                                age(other.getBirthDate()),
                                other.getMobility(),
                                other.getMoves()))
                        .toList());
    }

    private static ResidentCard.@Nullable Proof proof(Put put) {
        Identity identity = put.identity();
        return identity == null
                ? null
                : new ResidentCard.Proof(
                        identity.kind(), identity.masked(), identity.differsFrom(put.birthDate(), put.sex()));
    }

    private ResidentBrief brief(ResidentRows.Brief row) {
        return new ResidentBrief(
                row.getId(), row.getKey(), row.getName(), age(row.getBirthDate()), row.getLine(), row.getArea());
    }
}
