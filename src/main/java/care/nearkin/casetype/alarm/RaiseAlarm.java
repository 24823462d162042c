package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The command that raises an alarm or joins the open one of the same person and kind. */
record RaiseAlarm(
        AlarmKind kind,
        Severity severity,
        String because,
        @Nullable Long resident,
        @Nullable String area,
        @Nullable String device,
        @Nullable String room,
        Instant happenedAt,
        @Nullable String openedBy,
        @Nullable String story) {

    @Nullable
    String liveKey() {
        return LiveAlarm.place(resident, device, kind);
    }
}
