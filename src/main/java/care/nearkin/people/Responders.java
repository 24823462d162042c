package care.nearkin.people;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who can be at the door: staff and volunteers, what they can do, when, and whose key they keep. */
public interface Responders {

    /** Creates or changes by the caller's key. */
    long put(Put responder);

    /** Those who keep this resident's key, nearest first. */
    List<Keyholder> keyholders(long resident);

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

    /** On whose behalf she comes. */
    enum Kind {
        STAFF,
        VOLUNTEER
    }
}
