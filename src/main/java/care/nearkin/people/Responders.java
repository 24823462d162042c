package care.nearkin.people;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who can be at the door: staff and volunteers, what they can do, when, and whose key they keep. */
public interface Responders {

    /** Creates or changes by the caller's key. */
    long put(Put responder);

    /** Those who keep this resident's key, nearest first. */
    List<Keyholder> keyholders(long resident);

    /**
     * Everybody who may be asked to go to this resident's door: who is matched to her or serves her area, and is there at
     * that hour; the nearest first, whose distance nobody knows last.
     */
    List<Candidate> near(long resident, Instant at);

    /** {@code keysOf} maps residents whose key she keeps to her distance from their door in metres. */
    record Put(
            String key,
            Kind kind,
            String name,
            @Nullable String skills,
            @Nullable String hours,
            @Nullable String area,
            @Nullable String place,
            @Nullable String phone,
            Map<Long, Integer> keysOf) {}

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
