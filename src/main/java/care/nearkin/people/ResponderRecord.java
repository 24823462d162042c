package care.nearkin.people;

import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Skill;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A responder as the API answers and takes her: what is read can be sent back as it is. {@code resident} is the key of the
 * resident that she is herself, {@code matches} names residents of served areas only.
 */
record ResponderRecord(
        String key,
        Kind kind,
        String name,
        SortedSet<Skill> skills,
        @Nullable String remark,
        List<Span> hours,
        @Nullable String hoursInWords,
        @Nullable String area,
        @Nullable String estate,
        @Nullable String building,
        @Nullable String place,
        @Nullable String phone,
        @Nullable String mail,
        String language,
        boolean paused,
        @Nullable LocalDate pausedUntil,
        @Nullable String staff,
        @Nullable String resident,
        List<Match> matches) {

    /** From one time until another on these days; an end not after the beginning is midnight or on the next day. */
    record Span(SortedSet<DayOfWeek> days, String from, String until) {

        static Span of(Hours hours) {
            return new Span(
                    new TreeSet<>(hours.days()),
                    hours.from().toString(),
                    hours.until().toString());
        }
    }

    /** A resident by her key, how far, and whether the responder keeps her key. */
    record Match(String resident, int metres, boolean hasKey) {}

    static ResponderRecord of(Put put, Map<Long, String> residentKeys) {
        Long self = put.resident();
        return new ResponderRecord(
                put.key(),
                put.kind(),
                put.name(),
                new TreeSet<>(put.skills()),
                put.remark(),
                put.hours().stream().map(Span::of).toList(),
                put.hoursInWords(),
                put.where().area(),
                put.where().estate(),
                put.where().building(),
                put.where().place(),
                put.reach().phone(),
                put.reach().mail(),
                put.reach().language().toLanguageTag(),
                put.pause() != null,
                put.pause() == null ? null : put.pause().until(),
                put.staff(),
                self == null ? null : residentKeys.get(self),
                Objects.requireNonNullElse(put.matches(), List.<Responders.Match>of()).stream()
                        .map(match -> new Match(
                                Objects.requireNonNull(residentKeys.get(match.resident())),
                                match.metres(),
                                match.hasKey()))
                        .toList());
    }

    /** What the API's list shows, and what a PUT answers: writing is not reading, so nothing sealed. */
    record Open(
            String key,
            Kind kind,
            String name,
            Set<Skill> skills,
            List<Span> hours,
            @Nullable String area,
            boolean paused,
            @Nullable LocalDate pausedUntil) {

        static Open of(ResponderList.Row row) {
            return new Open(
                    row.key(),
                    Kind.valueOf(row.kind()),
                    row.name(),
                    new TreeSet<>(row.can()),
                    row.hours().stream().map(Span::of).toList(),
                    row.area(),
                    row.paused(),
                    row.paused() ? row.pausedUntil() : null);
        }

        static Open of(Put put, LocalDate today) {
            Responders.Pause pause = put.pause() != null && put.pause().holds(today) ? put.pause() : null;
            return new Open(
                    put.key(),
                    put.kind(),
                    put.name(),
                    new TreeSet<>(put.skills()),
                    put.hours().stream().map(Span::of).toList(),
                    put.where().area(),
                    pause != null,
                    pause == null ? null : pause.until());
        }
    }
}
