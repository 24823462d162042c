package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A responder's row by its columns' names; a column that the table does not have keeps what was known. */
record ResponderCells(List<String> head, List<String> row) {

    @Nullable
    String get(String name) {
        int at = head.indexOf(name);
        return at < 0 || at >= row.size() || row.get(at).isBlank() ? null : row.get(at);
    }

    Put put(String key, @Nullable Put before, Function<String, Optional<Long>> residents) {
        Kind kind = Checks.choice("kind", kept("kind", before, put -> put.kind().name()), Kind.class);
        if (kind == null) {
            throw Refusal.invalid("kind", "people.import.kind");
        }
        String hours = get("hours");
        String self = get("resident");
        return new Put(
                key,
                kind,
                Checks.needed("name", kept("name", before, Put::name), 100),
                head.contains("skills") || before == null ? skills() : before.skills(),
                Checks.text("remark", kept("remark", before, Put::remark), 300),
                head.contains("hours") || before == null
                        ? hours == null ? List.of() : Hours.parse(hours)
                        : before.hours(),
                Checks.text("hoursInWords", kept("hours_in_words", before, Put::hoursInWords), 200),
                where(before),
                reach(before),
                before == null ? null : before.pause(),
                Checks.text("staff", kept("staff", before, Put::staff), 64),
                head.contains("resident") || before == null
                        ? self == null ? null : resident("resident", self, residents)
                        : before.resident(),
                head.contains("matches") ? matches(residents) : null);
    }

    private Where where(@Nullable Put before) {
        return new Where(
                Checks.text("area", kept("area", before, put -> put.where().area()), 64),
                Checks.text("estate", kept("estate", before, put -> put.where().estate()), 100),
                Checks.text(
                        "building", kept("building", before, put -> put.where().building()), 50),
                Checks.text("place", kept("place", before, put -> put.where().place()), 200));
    }

    private Reach reach(@Nullable Put before) {
        return new Reach(
                Checks.phone("phone", kept("phone", before, put -> put.reach().phone())),
                Checks.mail("mail", kept("mail", before, put -> put.reach().mail())),
                Checks.language(
                        "language",
                        kept("language", before, put -> put.reach().language().toLanguageTag())));
    }

    private @Nullable String kept(String name, @Nullable Put before, Function<Put, @Nullable String> was) {
        return head.contains(name) || before == null ? get(name) : was.apply(before);
    }

    private Set<Skill> skills() {
        Set<Skill> skills = EnumSet.noneOf(Skill.class);
        for (String name : parts("skills", "[ ,;]+")) {
            Skill skill = Checks.choice("skills", name, Skill.class);
            if (skill != null) {
                skills.add(skill);
            }
        }
        return skills;
    }

    /** {@code S001:60:key; S010:90}: resident, metres, and whether her key is kept. */
    private List<Match> matches(Function<String, Optional<Long>> residents) {
        List<Match> matches = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (String one : parts("matches", "\\s*;\\s*")) {
            String[] parts = one.strip().split("\\s*:\\s*");
            boolean known = parts.length == 2 || parts.length == 3 && parts[2].equalsIgnoreCase("key");
            if (!known) {
                throw Refusal.invalid("matches", "people.import.match", one);
            }
            long resident = resident("matches", parts[0], residents);
            if (!seen.add(resident)) {
                throw Refusal.invalid("matches", "people.match.twice");
            }
            matches.add(new Match(resident, Checks.metres("matches", parts[1]), parts.length == 3));
        }
        return matches;
    }

    private List<String> parts(String name, String between) {
        String list = get(name);
        return list == null ? List.of() : List.of(list.strip().split(between));
    }

    private static long resident(String column, String key, Function<String, Optional<Long>> residents) {
        return residents
                .apply(key.strip())
                .orElseThrow(() -> Refusal.invalid(column, "people.import.resident", key.strip()));
    }
}
