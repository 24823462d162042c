package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffPhones;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notice.Channel;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final StaffPhones phones;
    private final Viewers viewers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredNotices(
            NoticeRows rows,
            Outbox outbox,
            Gathering gathering,
            StaffAccounts staff,
            StaffPhones phones,
            Viewers viewers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.gathering = gathering;
        this.staff = staff;
        this.phones = phones;
        this.viewers = viewers;
        this.events = events;
        this.clock = clock;
    }

    /** When nobody serves the area, everybody of the group is told rather than nobody. */
    @Override
    @Transactional
    public void tell(Notice notice) {
        Optional<Happening> happening = Happening.of(notice);
        Optional<Long> id = rows.add(notice, clock.instant());
        if (id.isEmpty()) {
            return;
        }
        Set<String> serving = new LinkedHashSet<>(staff.members(notice.groups(), notice.area()));
        boolean nobody =
                serving.isEmpty() && notice.area() != null && !notice.groups().isEmpty();
        Set<String> anyway = new LinkedHashSet<>(nobody ? staff.members(notice.groups(), null) : Set.of());
        for (String one : notice.staff()) {
            if (serves(one, notice.area())) {
                serving.add(one);
            } else if (happening.isEmpty()) {
                anyway.add(one);
            }
        }
        anyway.removeAll(serving);
        Set<String> people = new LinkedHashSet<>(serving);
        people.addAll(anyway);
        if (notice.channels().contains(Channel.IN_APP)) {
            rows.addReaders(id.get(), serving, notice.area());
            rows.addReaders(id.get(), anyway, null);
            events.publishEvent(new Changed(Changed.NOTICES));
        }
        if (happening.isPresent()) {
            gathering.add(id.get(), happening.get(), notice.area(), people, nobody);
        } else if (notice.channels().contains(Channel.EMAIL)) {
            outbox.addNotice(id.get(), notice, people, phones.confirmed(people), clock.instant());
            events.publishEvent(new Posted());
        }
    }

    /** A day's work is told to nobody who could not open it; what is urgent to whoever was named. */
    private boolean serves(String name, @Nullable String area) {
        return viewers.of(name).filter(viewer -> viewer.serves(area)).isPresent();
    }

    @Override
    @Transactional
    public void over(String key) {
        if (rows.over(key, clock.instant()) > 0) {
            events.publishEvent(new Changed(Changed.NOTICES));
        }
    }
}
