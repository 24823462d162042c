package care.nearkin.casetype.device;

import care.nearkin.Here;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.people.Address;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Homes with devices, each test's in an area of their own with staff of its own. */
@Component
class Quarter {

    static final String PASSWORD = "a quiet lane 540";

    private final Teams teams;
    private final StaffAccounts staff;
    private final Residents residents;
    private final Devices devices;
    private final DeviceMatters matters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Quarter(
            Teams teams,
            StaffAccounts staff,
            Residents residents,
            Devices devices,
            DeviceMatters matters,
            TransactionTemplate transaction,
            Clock clock) {
        this.teams = teams;
        this.staff = staff;
        this.residents = residents;
        this.devices = devices;
        this.matters = matters;
        this.transaction = transaction;
        this.clock = clock;
    }

    Lane lane() {
        Lane lane = new Lane();
        transaction.executeWithoutResult(tx -> {
            teams.putArea(lane.area(), lane.area());
            teams.putTeam(lane.area(), Set.of(lane.area()), false);
        });
        return lane;
    }

    final class Lane {

        private final String mark = UUID.randomUUID().toString().substring(0, 8);
        private int people;

        String area() {
            return "q" + mark;
        }

        /** The account of somebody new of this group. */
        String name(Group group) {
            String name = group.key() + UUID.randomUUID().toString().substring(0, 8);
            transaction.executeWithoutResult(
                    tx -> staff.putSample(new NewStaff(name, "刘洋", Set.of(group), area(), null, null), PASSWORD));
            return name;
        }

        /** Somebody new of this group, signed in. */
        Here somebody(int port, Group group) {
            Here here = new Here(port);
            here.signIn(name(group), PASSWORD);
            return here;
        }

        /** Somebody who lives in this room. */
        long resident(String room) {
            return resident(room, Risk.MEDIUM);
        }

        long resident(String room, Risk risk) {
            int person = ++people;
            return residents
                    .put(new Residents.Put(
                            mark + "-" + person,
                            "Resident " + person,
                            LocalDate.parse("1945-03-08"),
                            Residents.Sex.FEMALE,
                            true,
                            risk,
                            null,
                            new Address(area(), null, "Lane " + mark, "3", "1", room, null),
                            null,
                            Phones.NONE,
                            null,
                            null,
                            List.of()))
                    .id();
        }

        String device(long resident) {
            String key = "nearkin:" + mark + "-" + UUID.randomUUID().toString().substring(0, 8);
            put(key, resident);
            return key;
        }

        void put(String key, long resident) {
            devices.put(
                    key,
                    new Registration(
                            DeviceKind.DOOR,
                            resident,
                            "hall",
                            null,
                            Device.Power.BATTERY,
                            false,
                            null,
                            Map.of(),
                            area()));
        }

        String tell(String device, Matter matter) {
            Device known = devices.find(device).orElseThrow();
            return matters.tell(
                    new DeviceMatters.Told(device, matter, clock.instant(), known.resident(), area(), 0, null));
        }
    }
}
