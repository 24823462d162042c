package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Spot.Values;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes residents' records, and with each its history, what it is found by, and where she lived. */
@Component
@Transactional
class ResidentChanges {

    private final ResidentRows residents;
    private final HouseholdRows households;
    private final Stays stays;
    private final SearchIndex search;
    private final IdentityPrint prints;
    private final History history;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ResidentChanges(
            ResidentRows residents,
            HouseholdRows households,
            Stays stays,
            SearchIndex search,
            IdentityPrint prints,
            History history,
            ApplicationEventPublisher events,
            Clock clock) {
        this.residents = residents;
        this.households = households;
        this.stays = stays;
        this.search = search;
        this.prints = prints;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** What is in the table now. */
    record Written(long id, boolean created, Put put) {}

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
        if (!residents.withIdentity(prints.known(identity)).isEmpty()) {
            throw Refusal.invalid(Identity.NUMBER, "people.identity-taken");
        }
        resident.identify(identity, prints.own(identity));
    }

    /** After every change of her record or of her contacts. */
    void findable(Resident resident) {
        residents.flush();
        search.write(resident);
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

    private static @Nullable String area(@Nullable Address address) {
        return address == null ? null : address.area();
    }
}
