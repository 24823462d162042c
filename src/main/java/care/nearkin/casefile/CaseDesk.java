package care.nearkin.casefile;

import care.nearkin.engine.Flows;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class CaseDesk implements CaseFiles {

    private final CaseRows cases;
    private final CasesByNumber byNumber;
    private final EntryRows entries;
    private final Timelines timelines;
    private final LinkRows links;
    private final CaseBonds bonds;
    private final HandOverRows handOvers;
    private final Flows flows;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, CaseType> types;

    CaseDesk(
            CaseRows cases,
            CasesByNumber byNumber,
            EntryRows entries,
            Timelines timelines,
            LinkRows links,
            CaseBonds bonds,
            HandOverRows handOvers,
            Flows flows,
            ApplicationEventPublisher events,
            Clock clock,
            List<CaseType> types) {
        this.cases = cases;
        this.byNumber = byNumber;
        this.entries = entries;
        this.timelines = timelines;
        this.links = links;
        this.bonds = bonds;
        this.handOvers = handOvers;
        this.flows = flows;
        this.events = events;
        this.clock = clock;
        this.types = types.stream().collect(Collectors.toMap(CaseType::key, Function.identity()));
    }

    @Override
    @Transactional
    public String open(OpenCase command) {
        String number = number(command);
        CaseRow row = cases.save(new CaseRow(number, command));
        Entry first = new Entry(
                "case.opened",
                command.openedAt(),
                command.openedBy(),
                List.of("@" + command.subject(), "@" + command.type() + ".severity." + command.urgency()),
                null);
        entries.save(new EntryRow(row.id(), first, clock.instant(), null));
        flows.start(command.type(), number, command.variables());
        return number;
    }

    /** Runs on over the years; the year is the one in which it happened, in the office's time zone. */
    private String number(OpenCase command) {
        CaseType type = types.get(command.type());
        if (type == null) {
            throw new IllegalArgumentException("No case type " + command.type());
        }
        long running = byNumber.next(type.key());
        int year = command.openedAt().atZone(clock.getZone()).getYear();
        return "%s-%d-%06d".formatted(type.prefix(), year, running);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<CaseFile> find(String number) {
        return byNumber.find(number).map(CaseRow::view);
    }

    @Override
    public Map<String, CaseFile> find(Collection<String> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : cases.findByNumberIn(numbers).stream()
                        .map(CaseRow::view)
                        .collect(Collectors.toMap(CaseFile::number, Function.identity()));
    }

    @Override
    @Transactional
    public void note(String number, Entry entry) {
        entries.save(new EntryRow(byNumber.get(number).id(), entry, clock.instant(), null));
    }

    @Override
    @Transactional
    public void stage(String number, String stage) {
        byNumber.get(number).stage(stage);
    }

    @Override
    @Transactional
    public void urgency(String number, String urgency) {
        byNumber.get(number).urgency(urgency);
    }

    @Override
    @Transactional
    public void about(String number, long resident, @Nullable String area) {
        byNumber.get(number).about(resident, area);
        events.publishEvent(new PersonKnown(number, resident, area));
    }

    @Override
    @Transactional
    public void link(String number, String other, String kind) {
        Instant now = clock.instant();
        byNumber.get(other);
        links.save(new LinkRow(number, other, kind));
        links.save(new LinkRow(other, number, kind));
        note(number, Entry.of("case.linked", now, other));
        note(other, Entry.of("case.linked", now, number));
    }

    @Override
    @Transactional
    public void merged(String number, String leading) {
        bonds.merged(number, leading, null, null);
    }

    @Override
    @Transactional
    public boolean handOver(String number, String toType, String because) {
        boolean fresh = handOvers.add(number, toType, because, clock.instant());
        if (fresh) {
            note(number, Entry.of("case.handed-over", clock.instant(), "@case.handover." + toType, "@" + because));
        }
        return fresh;
    }

    @Override
    @Transactional(readOnly = true)
    public List<HandOver> handedOver(String toType, int most) {
        return handOvers.waiting(toType, most);
    }

    @Override
    @Transactional
    public List<TimelineEntry> timeline(String number) {
        return timelines.whole(byNumber.get(number));
    }

    @Override
    @Transactional
    public List<TimelineEntry> timeline(String number, @Nullable Strand strand, int last) {
        return timelines.last(byNumber.get(number), strand, last);
    }

    @Override
    public List<Link> links(String number) {
        return links.of(number).stream()
                .map(link -> new Link(link.key().other(), link.key().kind()))
                .toList();
    }

    @Override
    public Slice<CaseFile> list(Query query) {
        Long after = query.after() == null ? null : Long.valueOf(query.after());
        boolean everywhere = query.areas() == null;
        Set<String> areas = query.areas() == null || query.areas().isEmpty() ? Set.of("") : query.areas();
        Set<String> types = query.types();
        boolean allTypes = types == null;
        Set<String> only = types == null || types.isEmpty() ? Set.of("") : types;
        Long before = query.oldest() ? null : after;
        Long beyond = query.oldest() ? after : null;
        Sort order = query.oldest() ? Sort.by("id").ascending() : Sort.by("id").descending();
        Limit limit = Limit.of(query.limit() + 1);
        NumberSearch wanted = NumberSearch.of(query.number());
        List<CaseRow> found = wanted == null
                ? cases.page(
                        query.type(),
                        allTypes,
                        only,
                        query.status(),
                        query.resident(),
                        everywhere,
                        areas,
                        query.reader(),
                        clock.instant(),
                        before,
                        beyond,
                        order,
                        limit)
                : cases.numbered(
                        wanted.like(),
                        wanted.running(),
                        query.type(),
                        allTypes,
                        only,
                        query.status(),
                        query.resident(),
                        everywhere,
                        areas,
                        query.reader(),
                        clock.instant(),
                        before,
                        beyond,
                        order,
                        limit);
        return Slice.of(found, query.limit(), row -> Long.toString(row.id())).map(CaseRow::view);
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<CaseFile> ofPeople(
            Collection<Long> residents,
            @Nullable Set<String> types,
            @Nullable Set<String> areas,
            String reader,
            int limit) {
        List<CaseRow> found = cases.ofPeople(
                residents,
                types == null,
                types == null || types.isEmpty() ? Set.of("") : types,
                areas == null,
                areas == null || areas.isEmpty() ? Set.of("") : areas,
                reader,
                clock.instant(),
                Limit.of(limit + 1));
        return Slice.of(found, limit, row -> Long.toString(row.id())).map(CaseRow::view);
    }
}
