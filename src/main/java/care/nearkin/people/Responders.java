package care.nearkin.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who can be at the door: staff, volunteers, guards and community workers, what they can do, when, and whose key they keep. */
public interface Responders {

    /** Creates or changes by the caller's key. */
    long put(Put responder);

    /** Those who keep this resident's key, nearest first. */
    List<Keyholder> keyholders(long resident);

    /**
     * Everybody who may be asked to go to this resident's door: who is matched to her or serves her area, is not paused, and
     * is there at that hour, or did not say when she is; the nearest first, whose distance nobody knows last; at most 200.
     */
    List<Candidate> near(long resident, Instant at);

    /**
     * The whole of a responder as the caller knows her. {@code staff} is her account, {@code resident} who she is, if she is
     * a resident herself; {@code matches} null leaves them as they are.
     */
    record Put(
            String key,
            Kind kind,
            String name,
            Set<Skill> skills,
            @Nullable String remark,
            List<Hours> hours,
            @Nullable String hoursInWords,
            Where where,
            Reach reach,
            @Nullable Pause pause,
            @Nullable String staff,
            @Nullable Long resident,
            @Nullable List<Match> matches) {

        public Put {
            skills = Set.copyOf(skills);
            hours = List.copyOf(hours);
            matches = matches == null ? null : List.copyOf(matches);
        }

        /** Known in words only, as lists on paper have them; {@code keysOf} maps whose key she keeps to metres from there. */
        public Put(
                String key,
                Kind kind,
                String name,
                @Nullable String remark,
                @Nullable String hoursInWords,
                @Nullable String area,
                @Nullable String place,
                @Nullable String phone,
                Map<Long, Integer> keysOf) {
            this(
                    key,
                    kind,
                    name,
                    Set.of(),
                    remark,
                    List.of(),
                    hoursInWords,
                    new Where(area, null, null, place),
                    new Reach(phone, null, Locale.SIMPLIFIED_CHINESE),
                    null,
                    null,
                    null,
                    keysOf.entrySet().stream()
                            .map(kept -> new Match(kept.getKey(), kept.getValue(), true))
                            .sorted(Comparator.comparing(Match::resident))
                            .toList());
        }

        Put with(@Nullable Long self, @Nullable List<Match> other) {
            return new Put(
                    key, kind, name, skills, remark, hours, hoursInWords, where, reach, pause, staff, self, other);
        }

        Put with(@Nullable Pause other) {
            return new Put(
                    key,
                    kind,
                    name,
                    skills,
                    remark,
                    hours,
                    hoursInWords,
                    where,
                    reach,
                    other,
                    staff,
                    resident,
                    matches);
        }

        /** Whether she can be asked at that moment; who did not say her hours counts as there. */
        boolean isThere(LocalDateTime at) {
            return (pause == null || !pause.holds(at.toLocalDate()))
                    && (hours.isEmpty() || hours.stream().anyMatch(span -> span.covers(at)));
        }
    }

    /** The area she serves, and where she is found: estate and building as in residents' addresses, or in words. */
    record Where(
            @Nullable String area,
            @Nullable String estate,
            @Nullable String building,
            @Nullable String place) {

        /** As it is shown; null when only the area is known. */
        public @Nullable String line() {
            return line(estate, building, place);
        }

        static @Nullable String line(@Nullable String estate, @Nullable String building, @Nullable String place) {
            String line =
                    Stream.of(estate, building, place).filter(Objects::nonNull).collect(Collectors.joining(", "));
            return line.isEmpty() ? null : line;
        }
    }

    /** How she is told, and in what language. */
    record Reach(@Nullable String phone, @Nullable String mail, Locale language) {

        /** As a link that a telephone dials. */
        public @Nullable String tel() {
            return phone == null ? null : ResidentCard.tel(phone);
        }

        public @Nullable String masked() {
            return phone == null ? null : ResidentCard.masked(phone);
        }

        /** No number. */
        @Override
        public String toString() {
            return "Reach[]";
        }
    }

    /** Not asked for a while: until this day, included, or until somebody resumes her. */
    record Pause(@Nullable LocalDate until) {

        public boolean holds(LocalDate today) {
            return until == null || !until.isBefore(today);
        }
    }

    /** A resident whom she knows to be near: how far, and whether she keeps the key. */
    record Match(long resident, int metres, boolean hasKey) {}

    /** Somebody with the key, without her number: that is read when she is called. */
    record Keyholder(
            long id, String name, Kind kind, @Nullable String hours, int metres) {}

    /** Somebody who can be asked to go there; {@code staff} is her account, if she has one. */
    record Candidate(
            long id,
            String name,
            Kind kind,
            Set<Skill> skills,
            @Nullable Integer metres,
            boolean hasKey,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String staff,
            Locale language) {

        /** No name, no number. */
        @Override
        public String toString() {
            return "Candidate[" + id + "]";
        }
    }

    /** On whose behalf she comes; guards and community workers are asked when no volunteer can. */
    enum Kind {
        STAFF,
        VOLUNTEER,
        GUARD,
        COMMUNITY
    }

    /** What somebody can do at the door. */
    enum Skill {
        FIRST_AID,
        LIFTING,
        FIRE_FIGHTING
    }
}
