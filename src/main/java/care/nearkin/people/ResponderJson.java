package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Pause;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A responder out of the body of a PUT: what is not sent stays as it was, what is sent as null is cleared. */
final class ResponderJson {

    private static final Set<String> FIELDS = Set.of(
            "key",
            "kind",
            "name",
            "skills",
            "remark",
            "hours",
            "hoursInWords",
            "area",
            "estate",
            "building",
            "place",
            "phone",
            "mail",
            "language",
            "paused",
            "pausedUntil",
            "staff",
            "resident",
            "matches");
    private static final Set<String> SPAN = Set.of("days", "from", "until");
    private static final Set<String> MATCH = Set.of("resident", "metres", "hasKey");
    private static final int DAYS = 7;
    private static final int MOST_SPANS = 20;
    private static final int MOST_MATCHES = 1000;

    private final JsonFields fields;
    private final @Nullable Put before;
    private final Function<String, Optional<Long>> residents;

    private ResponderJson(JsonNode body, @Nullable Put before, Function<String, Optional<Long>> residents) {
        this.fields = JsonFields.of(body, "", FIELDS);
        this.before = before;
        this.residents = residents;
    }

    static Put read(JsonNode body, String key, @Nullable Put before, Function<String, Optional<Long>> residents) {
        return new ResponderJson(body, before, residents).read(key);
    }

    private Put read(String key) {
        if (!key.equals(fields.text("key", key))) {
            throw Refusal.invalid("key", "people.other-key");
        }
        Kind kind = Checks.choice("kind", kept("kind", put -> put.kind().name()), Kind.class);
        if (kind == null) {
            throw Refusal.invalid("kind", "people.needed");
        }
        return new Put(
                Checks.key(key),
                kind,
                Checks.needed("name", kept("name", Put::name), 100),
                skills(),
                Checks.text("remark", kept("remark", Put::remark), 300),
                hours(),
                Checks.text("hoursInWords", kept("hoursInWords", Put::hoursInWords), 200),
                new Where(
                        Checks.text("area", kept("area", put -> put.where().area()), 64),
                        Checks.text("estate", kept("estate", put -> put.where().estate()), 100),
                        Checks.text(
                                "building", kept("building", put -> put.where().building()), 50),
                        Checks.text("place", kept("place", put -> put.where().place()), 200)),
                new Reach(
                        Checks.phone("phone", kept("phone", put -> put.reach().phone())),
                        Checks.mail("mail", kept("mail", put -> put.reach().mail())),
                        Checks.language(
                                "language",
                                kept("language", put -> put.reach().language().toLanguageTag()))),
                pause(),
                Checks.text("staff", kept("staff", Put::staff), 64),
                fields.has("resident") ? self() : before == null ? null : before.resident(),
                fields.has("matches") ? matches() : null);
    }

    private @Nullable String kept(String field, Function<Put, @Nullable String> was) {
        return fields.text(field, before == null ? null : was.apply(before));
    }

    private @Nullable Pause pause() {
        Pause was = before == null ? null : before.pause();
        String until = fields.text(
                "pausedUntil",
                was == null || was.until() == null ? null : was.until().toString());
        return fields.flag("paused", was != null) ? new Pause(Checks.date("pausedUntil", until)) : null;
    }

    private @Nullable Long self() {
        String key = fields.text("resident", null);
        return key == null ? null : resident("resident", key);
    }

    private long resident(String field, String key) {
        return residents.apply(key).orElseThrow(() -> Refusal.invalid(field, "people.no-resident"));
    }

    private Set<Skill> skills() {
        if (!fields.has("skills")) {
            return before == null ? Set.of() : before.skills();
        }
        Set<Skill> skills = EnumSet.noneOf(Skill.class);
        for (JsonNode one : fields.list("skills", Skill.values().length)) {
            Skill skill = Checks.choice("skills", one.asText(), Skill.class);
            if (skill != null) {
                skills.add(skill);
            }
        }
        return skills;
    }

    private List<Hours> hours() {
        if (!fields.has("hours")) {
            return before == null ? List.of() : before.hours();
        }
        List<Hours> hours = new ArrayList<>();
        for (JsonNode one : fields.list("hours", MOST_SPANS)) {
            JsonFields span = JsonFields.of(one, "hours[" + hours.size() + "]", SPAN);
            List<String> days = new ArrayList<>();
            span.list("days", DAYS).forEach(day -> days.add(day.asText()));
            hours.add(new HoursLine(days, span.text("from", null), span.text("until", null))
                    .read("hours[" + hours.size() + "]"));
        }
        return hours;
    }

    private List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (JsonNode one : fields.list("matches", MOST_MATCHES)) {
            JsonFields match = JsonFields.of(one, "matches[" + matches.size() + "]", MATCH);
            String path = match.path("resident");
            long resident = resident(path, Checks.needed(path, match.text("resident", null), 64));
            if (!seen.add(resident)) {
                throw Refusal.invalid(path, "people.match.twice");
            }
            matches.add(new Match(
                    resident,
                    Checks.metres(match.path("metres"), match.get("metres").asText()),
                    match.flag("hasKey", false)));
        }
        return matches;
    }
}
