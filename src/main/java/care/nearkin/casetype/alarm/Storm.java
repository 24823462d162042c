package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.casetype.alarm.AlarmCase.StormPlace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many alarms of one place at once, as somebody may see it: only what is in her areas is counted. */
record Storm(
        long id,
        StormPlace placeKind,
        String name,
        Instant since,
        @Nullable Instant overAt,
        int all,
        int grouped,
        int waiting,
        int taken,
        @Nullable Instant oldestRing,
        @Nullable Instant newestRing,
        List<Count> kinds) {

    /** How many alarms of a kind. */
    record Count(AlarmKind kind, int alarms) {}

    /** Who looks, for queries. */
    record Eyes(boolean everywhere, String[] areas) {

        static Eyes of(Viewer viewer) {
            return new Eyes(viewer.everywhere(), viewer.areas().toArray(String[]::new));
        }
    }

    public boolean open() {
        return overAt == null;
    }

    /** Another word when one of its alarms rings anew, at most once a minute however many they are. */
    String ring() {
        Instant newest = newestRing;
        return "S" + id + "x" + (newest == null ? 0 : newest.getEpochSecond() / 60);
    }

    Storm of(List<Count> counted) {
        return new Storm(
                id, placeKind, name, since, overAt, all, grouped, waiting, taken, oldestRing, newestRing, counted);
    }
}
