package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notice.Channel;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what is to be told, for each person, in the caller's transaction. */
@Service
class StoredNotices implements Notices {

    private final NoticeRows rows;
    private final Outbox outbox;
    private final Gathering gathering;
    private final StaffAccounts staff;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredNotices(
            NoticeRows rows,
            Outbox outbox,
            Gathering gathering,
            StaffAccounts staff,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.gathering = gathering;
        this.staff = staff;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void tell(Notice notice) {
        Optional<Long> id = rows.add(notice, clock.instant());
        if (id.isEmpty()) {
            return;
        }
        Set<String> people = people(notice);
        if (notice.channels().contains(Channel.IN_APP)) {
            rows.addReaders(id.get(), people);
            events.publishEvent(new Changed(Changed.NOTICES));
        }
        Optional<Happening> happening = Happening.of(notice);
        if (happening.isPresent()) {
            gathering.add(id.get(), happening.get(), notice.area(), people);
        } else if (notice.channels().contains(Channel.EMAIL)) {
            outbox.addNotice(id.get(), notice, people, clock.instant());
            events.publishEvent(new Posted());
        }
    }

    @Override
    @Transactional
    public void over(String key) {
        if (rows.over(key, clock.instant()) > 0) {
            events.publishEvent(new Changed(Changed.NOTICES));
        }
    }

    /** When nobody serves the area, everybody of the group is told rather than nobody. */
    private Set<String> people(Notice notice) {
        Set<String> people = new LinkedHashSet<>(staff.members(notice.groups(), notice.area()));
        if (people.isEmpty() && notice.area() != null) {
            people.addAll(staff.members(notice.groups(), null));
        }
        people.addAll(notice.staff());
        return people;
    }
}
