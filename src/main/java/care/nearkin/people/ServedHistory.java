package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Slice;
import care.nearkin.people.History.Ask;
import care.nearkin.people.History.Entry;
import care.nearkin.people.History.Record;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The changes of a record as somebody may see them who may change it: sealed values masked until she says why. */
@Service
@Transactional
class ServedHistory {

    private final History history;
    private final ServedResidents residents;
    private final ServedResponders responders;
    private final Organisations organisations;
    private final Unmasking unmasking;
    private final AccessLog log;
    private final HistoryWords words;

    ServedHistory(
            History history,
            ServedResidents residents,
            ServedResponders responders,
            Organisations organisations,
            Unmasking unmasking,
            AccessLog log,
            HistoryWords words) {
        this.history = history;
        this.residents = residents;
        this.responders = responders;
        this.organisations = organisations;
        this.unmasking = unmasking;
        this.log = log;
        this.words = words;
    }

    /** A change as it is read; {@code masked}: its values are hidden. */
    record Line(
            long id,
            Instant at,
            String who,
            Spot.Part part,
            @Nullable String name,
            String field,
            @Nullable String was,
            @Nullable String became,
            boolean masked) {}

    Slice<Line> of(Record record, long id, Ask ask) {
        log.read("history", key(record, id));
        return history.of(record, id, ask).map(entry -> line(entry, Spot.sealed(entry.field())));
    }

    List<String> changers(Record record, long id) {
        key(record, id);
        return history.changers(record, id);
    }

    /** One of them with its values, which is written down. */
    Line show(Record record, long id, long change, @Nullable String reason) {
        String key = key(record, id);
        String why = record == Record.RESIDENT ? unmasking.why(id, reason) : Unmasking.reason(reason);
        Entry entry = history.one(record, id, change);
        log.read("history", key, entry.field() + " · " + why);
        return line(entry, false);
    }

    String key(Record record, long id) {
        return switch (record) {
            case RESIDENT -> residents.served(id).key();
            case RESPONDER -> responders.served(id).key();
            case ORGANISATION -> organisations.name(id);
        };
    }

    private Line line(Entry entry, boolean masked) {
        Locale language = LocaleContextHolder.getLocale();
        return new Line(
                entry.id(),
                entry.at(),
                entry.who(),
                entry.part(),
                words.name(entry, language),
                entry.field(),
                masked ? null : words.value(entry.field(), entry.was(), language),
                masked ? null : words.value(entry.field(), entry.became(), language),
                masked);
    }
}
