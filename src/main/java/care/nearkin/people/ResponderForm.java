package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A responder's form exactly as it was typed; pause and residents have forms of their own. */
record ResponderForm(
        @Nullable Integer version,
        @Nullable String key,
        @Nullable String kind,
        @Nullable String name,
        @Nullable List<String> skills,
        @Nullable String remark,
        @Nullable Boolean always,
        @Nullable List<HoursLine> hours,
        @Nullable String hoursInWords,
        @Nullable String area,
        @Nullable String estate,
        @Nullable String building,
        @Nullable String place,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable String language,
        @Nullable String staff,
        @Nullable String resident) {

    private static final int FEWEST_LINES = 2;

    static ResponderForm empty() {
        return new ResponderForm(
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Words.LANGUAGES.get(0).toLanguageTag(),
                null,
                null);
    }

    static ResponderForm of(Put put, int version, @Nullable String resident) {
        boolean always = put.hours().equals(List.of(Hours.ALWAYS));
        return new ResponderForm(
                version,
                put.key(),
                put.kind().name(),
                put.name(),
                put.skills().stream().map(Skill::name).toList(),
                put.remark(),
                always,
                always ? List.of() : put.hours().stream().map(HoursLine::of).toList(),
                put.hoursInWords(),
                put.where().area(),
                put.where().estate(),
                put.where().building(),
                put.where().place(),
                put.reach().phone(),
                put.reach().mail(),
                put.reach().language().toLanguageTag(),
                put.staff(),
                resident);
    }

    /** Those that were filled in and one more to fill. */
    public List<HoursLine> lines() {
        List<HoursLine> lines = new ArrayList<>(filled());
        do {
            lines.add(HoursLine.EMPTY);
        } while (lines.size() < FEWEST_LINES);
        return lines;
    }

    public boolean can(String skill) {
        return skills != null && skills.contains(skill);
    }

    /** Usable only when {@code faults} stays empty. */
    Put read(Faults faults, String key, Function<String, Long> residents) {
        Kind chosen = faults.checked(() -> Checks.choice("kind", kind, Kind.class));
        if (chosen == null && (kind == null || kind.isBlank())) {
            faults.add(Refusal.invalid("kind", "people.needed"));
        }
        return new Put(
                Objects.requireNonNullElse(faults.checked(() -> Checks.key(key)), ""),
                Objects.requireNonNullElse(chosen, Kind.VOLUNTEER),
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("name", name, 100)), ""),
                Objects.requireNonNullElse(faults.checked(this::chosenSkills), Set.of()),
                text(faults, "remark", remark, 300),
                Objects.requireNonNullElse(faults.checked(this::chosenHours), List.of()),
                text(faults, "hoursInWords", hoursInWords, 200),
                new Where(
                        text(faults, "area", area, 64),
                        text(faults, "estate", estate, 100),
                        text(faults, "building", building, 50),
                        text(faults, "place", place, 200)),
                new Reach(
                        faults.checked(() -> Checks.phone("phone", phone)),
                        faults.checked(() -> Checks.mail("mail", mail)),
                        Objects.requireNonNullElse(
                                faults.checked(() -> Checks.language("language", language)), Words.LANGUAGES.get(0))),
                null,
                text(faults, "staff", staff, 64),
                resident == null || resident.isBlank() ? null : faults.checked(() -> residents.apply(resident)),
                null);
    }

    private Set<Skill> chosenSkills() {
        Set<Skill> chosen = EnumSet.noneOf(Skill.class);
        for (String skill : skills == null ? List.<String>of() : skills) {
            Skill one = Checks.choice("skills", skill, Skill.class);
            if (one != null) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private List<Hours> chosenHours() {
        return Boolean.TRUE.equals(always)
                ? List.of(Hours.ALWAYS)
                : filled().stream().map(line -> line.read("hours")).toList();
    }

    private List<HoursLine> filled() {
        return hours == null
                ? List.of()
                : hours.stream()
                        .filter(Objects::nonNull)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static @Nullable String text(Faults faults, String field, @Nullable String value, int most) {
        return faults.checked(() -> Checks.text(field, value, most));
    }
}
