package care.nearkin.people;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Spot.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Responders in our tables. */
@Service
@Transactional
class StoredResponders implements Responders {

    private final ResponderRows responders;
    private final ResidentRows residents;
    private final Doorstep door;
    private final StaffAccounts accounts;
    private final History history;

    StoredResponders(
            ResponderRows responders, ResidentRows residents, Doorstep door, StaffAccounts accounts, History history) {
        this.responders = responders;
        this.residents = residents;
        this.door = door;
        this.accounts = accounts;
        this.history = history;
    }

    @Override
    public long put(Put put) {
        return change(put.key(), before -> put).id();
    }

    /** Reads, changes and writes under one lock; {@code wanted} is given what is known so far, null for a new key. */
    Written change(String key, Function<@Nullable Put, Put> wanted) {
        residents.lock("responder:" + key);
        Optional<Responder> known = responders.findByKey(key);
        Values before = known.map(RecordValues::of).orElse(null);
        Put put = wanted.apply(known.map(Responder::asPut).orElse(null));
        admitAccount(put);
        Responder responder = known.orElseGet(() -> new Responder(key));
        responder.change(put);
        Responder saved = responders.save(responder);
        if (before == null) {
            history.created(History.Record.RESPONDER, saved.id());
        } else {
            history.changed(History.Record.RESPONDER, saved.id(), before, RecordValues.of(saved));
        }
        return new Written(saved.id(), known.isEmpty(), saved.asPut());
    }

    /** What is in the table now. */
    record Written(long id, boolean created, Put put) {}

    @Override
    @Transactional(readOnly = true)
    public List<Keyholder> keyholders(long resident) {
        return door.keyholders(resident);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Candidate> near(long resident, Instant at) {
        return door.near(resident, at).stream().map(Doorstep.Near::candidate).toList();
    }

    /** An account is one person's, and of somebody who works as a responder. */
    private void admitAccount(Put put) {
        String staff = put.staff();
        if (staff == null) {
            return;
        }
        boolean responds = accounts.find(staff)
                .filter(account -> account.groups().contains(Group.RESPONDER))
                .isPresent();
        if (!responds) {
            throw Refusal.invalid("staff", "people.no-responder-account");
        }
        residents.lock("responder-account:" + staff);
        if (responders.keyOfStaff(staff).filter(key -> !key.equals(put.key())).isPresent()) {
            throw Refusal.invalid("staff", "people.account-taken");
        }
    }
}
