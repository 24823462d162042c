package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResponderList.Ask;
import care.nearkin.people.ResponderList.Row;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Pause;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Spot.Values;
import care.nearkin.people.StoredResponders.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Responders as the person who looks may see and change them: those of her areas, with the residents of her areas only;
 * every look and change logged.
 */
@Service
@Transactional
class ServedResponders {

    private final StoredResponders responders;
    private final ResponderRows rows;
    private final ResponderList list;
    private final StoredResidents residents;
    private final ServedResidents servedResidents;
    private final ServedAreas areas;
    private final Viewers viewers;
    private final History history;
    private final AccessLog log;
    private final Clock clock;

    ServedResponders(
            StoredResponders responders,
            ResponderRows rows,
            ResponderList list,
            StoredResidents residents,
            ServedResidents servedResidents,
            ServedAreas areas,
            Viewers viewers,
            History history,
            AccessLog log,
            Clock clock) {
        this.responders = responders;
        this.rows = rows;
        this.list = list;
        this.residents = residents;
        this.servedResidents = servedResidents;
        this.areas = areas;
        this.viewers = viewers;
        this.history = history;
        this.log = log;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Slice<Row> list(Ask ask) {
        return list.find(ask, viewers.current(), LocalDate.now(clock));
    }

    /** Everything but the residents of other areas, who are counted only. */
    Sheet sheet(long id, String why) {
        Responder responder = served(id);
        log.read("responder", responder.key(), why);
        return sheet(responder);
    }

    /** With the number and the address in clear, or for changing: logged as a look at the phones too. */
    Sheet sheetWithPhones(long id, String why) {
        Sheet sheet = sheet(id, why);
        log.read("phone", sheet.put().key(), why);
        return sheet;
    }

    Sheet sheetWithPhones(String key, String why) {
        Responder responder = rows.findByKey(key).orElseThrow(ServedResponders::nobody);
        return sheetWithPhones(responder.id(), why);
    }

    /** A responder, those of her residents whom the viewer serves, how many there are beside them, and herself. */
    record Sheet(
            long id,
            int version,
            Put put,
            Map<Long, ResidentBrief> residents,
            int elsewhere,
            @Nullable ResidentBrief self) {}

    String newKey() {
        String key;
        do {
            key = "V%05d".formatted(rows.nextKey());
        } while (rows.existsByKey(key));
        return key;
    }

    /** {@code wanted} sees and says only what the viewer serves; what she does not serve stays as it was. */
    Written change(String key, String why, Function<@Nullable Put, Put> wanted) {
        Viewer viewer = viewers.current();
        Written written = responders.change(key, before -> {
            if (before != null && !viewer.serves(before.where().area())) {
                throw Refusal.forbidden("people.other-area-responder");
            }
            Put shown = before == null ? null : visible(before, viewer);
            Put after = wanted.apply(shown);
            areas.admit(after.where().area(), "area");
            Long self = after.resident();
            if (self != null) {
                servedResidents.served(self);
            }
            matches(after).forEach(match -> servedResidents.served(match.resident()));
            return before == null || shown == null ? after : withHidden(after, before, shown);
        });
        log.wrote("responder", key, why);
        return written;
    }

    /** By a form: a key that is taken is refused instead of overwriting whoever has it. */
    long create(Put put) {
        return change(put.key(), "form", before -> {
                    if (before != null) {
                        throw Refusal.invalid("key", "people.key-taken-responder");
                    }
                    return put;
                })
                .id();
    }

    /** As {@link #change}, unless the record is no longer the one that the form showed; pause and matches stay. */
    void changeShown(long id, int version, Put put) {
        Responder responder = served(id);
        if (responder.version() != version) {
            throw Refusal.invalid("version", "people.changed-meanwhile");
        }
        change(
                responder.key(),
                "form",
                before -> put.with(Objects.requireNonNull(before).pause()));
    }

    void pause(long id, @Nullable LocalDate until) {
        if (until != null && until.isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid("until", "people.pause-over");
        }
        Responder responder = served(id);
        changed(responder, () -> responder.pause(new Pause(until)));
        log.wrote("responder", responder.key(), "paused");
    }

    void resume(long id) {
        Responder responder = served(id);
        changed(responder, () -> responder.pause(null));
        log.wrote("responder", responder.key(), "resumed");
    }

    void match(long id, Match match) {
        Responder responder = served(id);
        String resident = servedResidents.served(match.resident()).key();
        changed(responder, () -> responder.match(match));
        log.wrote("responder", responder.key(), "matched with " + resident);
    }

    void unmatch(long id, long resident) {
        Responder responder = served(id);
        String key = servedResidents.served(resident).key();
        changed(responder, () -> responder.unmatch(resident));
        log.wrote("responder", responder.key(), "no longer matched with " + key);
    }

    private void changed(Responder responder, Runnable change) {
        Values before = RecordValues.of(responder);
        change.run();
        history.changed(History.Record.RESPONDER, responder.id(), before, RecordValues.of(responder));
    }

    /** Refuses as if she did not exist when she serves an area that the viewer does not. */
    Responder served(long id) {
        Responder responder = rows.findById(id).orElseThrow(ServedResponders::nobody);
        if (!viewers.current().serves(responder.area())) {
            throw nobody();
        }
        return responder;
    }

    private Sheet sheet(Responder responder) {
        Viewer viewer = viewers.current();
        Put all = responder.asPut();
        Put put = visible(all, viewer);
        Long self = put.resident();
        return new Sheet(
                responder.id(),
                responder.version(),
                put,
                residents.briefs(matches(put).stream().map(Match::resident).toList()),
                matches(all).size() - matches(put).size(),
                self == null ? null : residents.brief(self).orElse(null));
    }

    private Put visible(Put put, Viewer viewer) {
        Long self = put.resident();
        Set<Long> all = matches(put).stream().map(Match::resident).collect(Collectors.toCollection(HashSet::new));
        if (self != null) {
            all.add(self);
        }
        Set<Long> seen = residents.briefs(all).values().stream()
                .filter(brief -> viewer.serves(brief.area()))
                .map(ResidentBrief::id)
                .collect(Collectors.toSet());
        return put.with(
                self != null && seen.contains(self) ? self : null,
                matches(put).stream()
                        .filter(match -> seen.contains(match.resident()))
                        .toList());
    }

    /** What the viewer was not shown she cannot have taken away. */
    private static Put withHidden(Put after, Put before, Put shown) {
        List<Match> hidden = matches(before).stream()
                .filter(match -> !matches(shown).contains(match))
                .toList();
        Long self = after.resident() == null && shown.resident() == null ? before.resident() : after.resident();
        return after.with(
                self,
                after.matches() == null
                        ? null
                        : Stream.concat(matches(after).stream(), hidden.stream())
                                .toList());
    }

    private static List<Match> matches(Put put) {
        return Objects.requireNonNullElse(put.matches(), List.of());
    }

    private static Refusal nobody() {
        return Refusal.notFound("people.no-responder");
    }
}
