package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.casetype.alarm.StormMembers.Member;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.worklist.WorkItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The members of a storm as a list: filtered, sorted, page by page. */
@Component
class StormList {

    private static final int A_PAGE = 50;

    /** Who has the step in hand. */
    enum Holder {
        FREE,
        MINE,
        OTHERS
    }

    enum Order {
        OLDEST,
        NEWEST,
        DUE
    }

    record Filter(
            @Nullable AlarmKind kind,
            @Nullable String step,
            @Nullable Holder holder,
            Order sort) {

        static Filter of(@Nullable String kind, @Nullable String step, @Nullable String holder, String sort) {
            try {
                return new Filter(
                        kind == null || kind.isBlank() ? null : AlarmKind.valueOf(kind),
                        step == null || step.isBlank() ? null : step,
                        holder == null || holder.isBlank() ? null : Holder.valueOf(holder),
                        Order.valueOf(sort.toUpperCase(java.util.Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw Refusal.invalid("sort", "alarm.storm.filter");
            }
        }

        String query() {
            UriComponentsBuilder address = UriComponentsBuilder.newInstance();
            if (kind != null) {
                address.queryParam("kind", kind);
            }
            if (step != null) {
                address.queryParam("step", step);
            }
            if (holder != null) {
                address.queryParam("holder", holder);
            }
            return address.queryParam("sort", sort).encode().toUriString();
        }
    }

    record Row(
            String number,
            AlarmKind kind,
            AlarmCase.Severity severity,
            @Nullable ResidentBrief resident,
            @Nullable String device,
            @Nullable String room,
            Instant rungAt,
            int repeats,
            @Nullable WorkItem next,
            boolean picked) {}

    private final Residents residents;
    private final CaseReaders readers;
    private final Viewers viewers;

    StormList(Residents residents, CaseReaders readers, Viewers viewers) {
        this.residents = residents;
        this.readers = readers;
        this.viewers = viewers;
    }

    List<Member> fitting(List<Member> all, Filter filter, Viewer viewer) {
        return all.stream()
                .filter(member -> fits(member, filter, viewer))
                .sorted(order(filter.sort()))
                .toList();
    }

    private static boolean fits(Member member, Filter filter, Viewer viewer) {
        WorkItem next = member.next();
        return (filter.kind() == null || filter.kind() == member.alarm().kind())
                && (filter.step() == null || next != null && filter.step().equals(next.key()))
                && (filter.holder() == null || next != null && filter.holder() == holder(next, viewer));
    }

    private static Holder holder(WorkItem task, Viewer viewer) {
        if (task.assignee() == null) {
            return Holder.FREE;
        }
        return task.assignee().equals(viewer.name()) ? Holder.MINE : Holder.OTHERS;
    }

    private static Comparator<Member> order(Order sort) {
        Comparator<Member> byTime = Comparator.comparing(member -> at(member, sort));
        return (sort == Order.NEWEST ? byTime.reversed() : byTime).thenComparing(Member::number);
    }

    private static Instant at(Member member, Order sort) {
        WorkItem next = member.next();
        if (sort != Order.DUE) {
            return member.alarm().rungAt();
        }
        Instant due = next == null ? null : next.due();
        return due == null ? Instant.MAX : due;
    }

    /** {@code fitting} as {@link #fitting} gave them. */
    Slice<Row> page(List<Member> fitting, Filter filter, @Nullable String after, Set<String> picked) {
        Comparator<Cursor> order = Comparator.comparing(Cursor::at);
        Comparator<Cursor> rest =
                (filter.sort() == Order.NEWEST ? order.reversed() : order).thenComparing(Cursor::number);
        Cursor from = after == null ? null : Cursor.read(after);
        List<Member> rows = fitting.stream()
                .filter(member -> from == null || rest.compare(Cursor.of(member, filter.sort()), from) > 0)
                .limit(A_PAGE + 1L)
                .toList();
        Map<Long, ResidentBrief> names = residents.briefs(readers.residents(
                viewers.current().name(), rows.stream().map(Member::number).toList()));
        return Slice.of(rows, A_PAGE, member -> Cursor.of(member, filter.sort()).text())
                .map(member -> row(member, names, picked));
    }

    private static Row row(Member member, Map<Long, ResidentBrief> names, Set<String> picked) {
        Alarm alarm = member.alarm();
        return new Row(
                alarm.caseNumber(),
                alarm.kind(),
                alarm.severity(),
                alarm.resident() == null ? null : names.get(alarm.resident()),
                alarm.device(),
                alarm.room(),
                alarm.rungAt(),
                alarm.repeats(),
                member.next(),
                picked.contains(alarm.caseNumber()));
    }

    static Set<AlarmKind> kinds(List<Member> all) {
        return all.stream().map(member -> member.alarm().kind()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Words keys of steps by their model ids. */
    static Set<String> steps(List<Member> all) {
        return all.stream()
                .map(Member::next)
                .filter(Objects::nonNull)
                .map(task -> Objects.requireNonNull(task).key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a page ends. */
    private record Cursor(Instant at, String number) {

        static Cursor of(Member member, Order sort) {
            return new Cursor(StormList.at(member, sort), member.number());
        }

        String text() {
            return at + "_" + number;
        }

        static Cursor read(String text) {
            String[] parts = text.split("_", 2);
            try {
                return new Cursor(Instant.parse(parts[0]), parts[1]);
            } catch (java.time.format.DateTimeParseException | ArrayIndexOutOfBoundsException unreadable) {
                throw Refusal.invalid("after", "task.cursor");
            }
        }
    }
}
