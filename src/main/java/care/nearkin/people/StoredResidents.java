package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentCard.Housemate;
import care.nearkin.people.Spot.Values;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final HouseholdRows households;
    private final Doorstep door;
    private final Stays stays;
    private final SearchIndex search;
    private final IdentityPrint prints;
    private final ResidentList list;
    private final JdbcTemplate jdbc;
    private final History history;
    private final AccessLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredResidents(
            ResidentRows residents,
            HouseholdRows households,
            Doorstep door,
            Stays stays,
            SearchIndex search,
            IdentityPrint prints,
            ResidentList list,
            JdbcTemplate jdbc,
            History history,
            AccessLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.residents = residents;
        this.jdbc = jdbc;
        this.households = households;
        this.door = door;
        this.stays = stays;
        this.search = search;
        this.prints = prints;
        this.list = list;
        this.history = history;
        this.log = log;
        this.events = events;
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
        Written written = change(resident.key(), before -> resident);
        return new Stored(written.id(), written.created());
    }

    /** Asked at every start, when reading all the queries of {@link ResidentRows} would only hold it up. */
    @Override
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return Boolean.FALSE.equals(jdbc.queryForObject("select exists (select 1 from resident)", Boolean.class));
    }

    /** Reads, changes and writes under one lock; {@code wanted} is given what is known so far, null for a new key. */
    Written change(String asked, Function<@Nullable Put, Put> wanted) {
        String key = residents.leadsTo(asked).orElse(asked);
        residents.lock("resident:" + key);
        Optional<Resident> known = residents.findByKey(key);
        Values before = known.map(RecordValues::of).orElse(null);
        Put put = wanted.apply(known.map(Resident::asPut).orElse(null));
        Resident resident = known.orElseGet(() -> new Resident(key));
        identify(resident, put.identity());
        resident.change(put, clock.instant());
        Household home = resident.household();
        if (home == null || !home.address().equals(put.address())) {
            resident.moveTo(household(put.address()));
        }
        Household moved = resident.household();
        if (put.contacts() != null) {
            resident.contacts(put.contacts());
        }
        Written written = new Written(residents.save(resident).id(), known.isEmpty(), put);
        findable(resident);
        if (!Objects.equals(home, moved)) {
            stays.moved(written.id(), moved == null ? null : moved.id());
        }
        if (before == null) {
            history.created(History.Record.RESIDENT, written.id());
        } else {
            history.changed(History.Record.RESIDENT, written.id(), before, RecordValues.of(resident));
        }
        String from = area(home == null ? null : home.address());
        String to = area(put.address());
        if (!Objects.equals(from, to)) {
            events.publishEvent(new Moved(written.id(), from, to));
        }
        return written;
    }

    @Nullable
    Put known(String asked) {
        String key = residents.leadsTo(asked).orElse(asked);
        residents.lock("resident:" + key);
        return residents.findByKey(key).map(Resident::asPut).orElse(null);
    }

    /** Two who write down the same document at once: the second waits and is refused. */
    private void identify(Resident resident, @Nullable Identity identity) {
        if (Objects.equals(identity, resident.identity())) {
            return;
        }
        if (identity == null) {
            resident.identify(null, null);
            return;
        }
        residents.lock("identity:" + prints.own(identity));
        if (withIdentity(identity).isPresent()) {
            throw Refusal.invalid(Identity.NUMBER, "people.identity-taken");
        }
        resident.identify(identity, prints.own(identity));
    }

    /** After every change of her record or of her contacts. */
    void findable(Resident resident) {
        residents.flush();
        search.write(resident);
    }

    private static @Nullable String area(@Nullable Address address) {
        return address == null ? null : address.area();
    }

    /** What is in the table now. */
    record Written(long id, boolean created, Put put) {}

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

    private @Nullable Household household(@Nullable Address address) {
        if (address == null || address.isEmpty()) {
            return null;
        }
        String door = address.doorKey();
        if (door == null) {
            return households.save(new Household(address));
        }
        residents.lock("door:" + door);
        return households.findByDoorKey(door).orElseGet(() -> households.save(new Household(address)));
    }

    private ResidentBrief brief(ResidentRows.Brief row) {
        return new ResidentBrief(
                row.getId(), row.getKey(), row.getName(), age(row.getBirthDate()), row.getLine(), row.getArea());
    }
}
