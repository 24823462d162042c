package care.nearkin.signal;

import care.nearkin.people.ResidentCard.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by the case type that looks after devices: how long one may be silent, and what becomes of it. Limits are
 * asked for each device again and again and so have to be answered from memory.
 */
public interface MindsDevices {

    /** Why a device needs somebody although it said nothing. */
    enum Matter {
        OFFLINE,
        GATEWAY_DEAD,
        TEST_MISSED
    }

    /** By which sensors a person is noticed: any of hers, or those where one has to pass. */
    enum Rule {
        ANY,
        PASSAGE
    }

    /** How long a device may be silent; {@code connected} says that it tells itself when its connection is lost. */
    Duration silentAfter(Watched device, boolean connected);

    /** How long a person may be unnoticed, and between which hours of the day it may be said. */
    Unnoticed unnoticed(Rule rule, @Nullable Risk risk);

    /** How often and how long after a device has to be tested; null: never. */
    @Nullable
    Tests tests(DeviceKind kind);

    /** 0 for a battery that is full enough; the higher, the worse. */
    int batteryGrade(double percent);

    /** Called in the transaction that writes it down. */
    void noticed(List<Noticed> news);

    /** What is known of a device that is watched. */
    record Watched(
            DeviceKind kind,
            Device.@Nullable Power power,
            @Nullable Duration reportInterval) {}

    record Unnoticed(Duration limit, int dayFrom, int dayUntil) {}

    record Tests(Duration every, Duration remindAfter) {}

    /** Something about a device, or that it is over; {@code behind} counts the devices that are silent with a gateway. */
    record Noticed(
            String device,
            Matter matter,
            boolean over,
            Instant since,
            @Nullable Long resident,
            @Nullable String area,
            int behind) {}
}
