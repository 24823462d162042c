package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.History.Ask;
import care.nearkin.people.History.Entry;
import care.nearkin.people.History.Record;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    private final Words words;

    ServedHistory(
            History history,
            ServedResidents residents,
            ServedResponders responders,
            Organisations organisations,
            Unmasking unmasking,
            AccessLog log,
            Words words) {
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
        String name = entry.part() == Spot.Part.CONSENT && entry.name() != null
                ? words.say("people.matter." + entry.name())
                : entry.name();
        return new Line(
                entry.id(),
                entry.at(),
                entry.who(),
                entry.part(),
                name,
                entry.field(),
                masked ? null : said(entry.field(), entry.was()),
                masked ? null : said(entry.field(), entry.became()),
                masked);
    }

    /** What is a choice is said in the reader's language. */
    private @Nullable String said(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "sex", "risk", "moves", "kind" -> words.say("people." + field + "." + value);
            case "organisation" -> words.say("people.organisation.kind." + value);
            case "status" -> words.say("people.organisation.status." + value);
            case "livesAlone", "hasKey" -> words.say("people.history." + value);
            case "language" ->
                words.say("web.language." + Locale.forLanguageTag(value).getLanguage());
            default -> value;
        };
    }
}
