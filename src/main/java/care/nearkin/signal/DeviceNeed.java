package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.Locale;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** What devices need somebody for, so that lists of devices can ask. */
@Entity
@Immutable
@IdClass(DeviceNeed.Key.class)
@Synchronize({"device_watch", "signal_state"})
@Subselect("""
        select device, 'OFFLINE' need from device_watch where silent_since is not null
        union all
        select device, 'TEST' from device_watch where test_missed
        union all
        select distinct device, 'BATTERY' from signal_state where level = 'ON' and kind in ('battery', 'battery_low')
        """)
class DeviceNeed {

    enum Kind {
        OFFLINE,
        BATTERY,
        TEST;

        static @Nullable Kind of(@Nullable String name) {
            try {
                return name == null || name.isBlank() ? null : valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw Refusal.invalid("need", "signal.refusal.need");
            }
        }
    }

    record Key(String device, Kind need) implements Serializable {}

    @Id
    private String device = "";

    @Id
    @Enumerated(EnumType.STRING)
    private Kind need = Kind.OFFLINE;
}
