package care.nearkin.casetype.alarm;

import care.nearkin.Here;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.people.Address;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Buildings full of people, each estate in an area of its own with an operator of its own. */
@Component
class Estate {

    static final String PASSWORD = "a quiet lane 540";

    private final Teams teams;
    private final StaffAccounts staff;
    private final Residents residents;
    private final Devices devices;
    private final Alarms alarms;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Estate(
            Teams teams,
            StaffAccounts staff,
            Residents residents,
            Devices devices,
            Alarms alarms,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.teams = teams;
        this.staff = staff;
        this.residents = residents;
        this.devices = devices;
        this.alarms = alarms;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Alarms of no area ring at every desk. */
    void leftoversOfOtherTestsAreOver() {
        transaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where area is null and resolved_at is null"));
    }

    final class Lane {

        private final String mark = UUID.randomUUID().toString().substring(0, 8);
        private int homes;

        String area() {
            return "e" + mark;
        }

        String operator() {
            return "op" + mark;
        }

        /** Another operator of the same lane. */
        String second() {
            String name = "op2" + mark;
            staff(name, Group.OPERATOR);
            return name;
        }

        /** Somebody new of this group, signed in. */
        Here somebody(int port, Group group) {
            String name = person(group);
            Here here = new Here(port);
            here.signIn(name, PASSWORD);
            return here;
        }

        /** Somebody new of this group; answers her account. */
        String person(Group group) {
            String name = group.key() + UUID.randomUUID().toString().substring(0, 8);
            staff(name, group);
            return name;
        }

        private void staff(String name, Group group) {
            transaction.executeWithoutResult(
                    tx -> staff.putSample(new NewStaff(name, "李想", Set.of(group), area(), null, null), PASSWORD));
        }

        Viewer viewer() {
            return new Viewer(operator(), Set.of(Group.OPERATOR), Set.of(area()), false);
        }

        String building(String number) {
            return "Lane " + mark + ", " + number;
        }

        long resident(String building) {
            return lives(building, "Resident " + (homes + 1));
        }

        long named(String name) {
            return lives("9", name);
        }

        private long lives(String building, String name) {
            int home = ++homes;
            return residents
                    .put(new Residents.Put(
                            mark + "-" + home,
                            name,
                            LocalDate.parse("1945-03-08"),
                            Residents.Sex.FEMALE,
                            true,
                            Risk.MEDIUM,
                            null,
                            new Address(area(), null, "Lane " + mark, building, "1", String.valueOf(100 + home), null),
                            null,
                            Phones.NONE,
                            null,
                            null,
                            List.of()))
                    .id();
        }

        /** A sensor of hers that speaks our own format; answers the key. */
        String sensor(DeviceKind kind, long resident, String gateway) {
            String key = "nearkin:" + mark + "-" + UUID.randomUUID().toString().substring(0, 8);
            devices.put(key, new Registration(kind, resident, "kitchen", gateway, null, false, null, Map.of(), area()));
            return key;
        }

        String rings(AlarmKind kind, Severity severity, long resident, String device, Instant at) {
            return alarms.raise(new RaiseAlarm(
                            kind,
                            severity,
                            kind == AlarmKind.SMOKE ? "because.alarm.fire" : "because.alarm.leak",
                            resident,
                            area(),
                            device,
                            "kitchen",
                            at,
                            null,
                            null))
                    .caseNumber();
        }

        /** Water runs at somebody's in this building. */
        String leak(String building, Instant at) {
            return rings(AlarmKind.LEAK, Severity.MAJOR, resident(building), null, at);
        }

        List<Map<String, Object>> storms() {
            return jdbc.queryForList("""
                    select s.*, (select count(*) from alarm_place p where p.storm = s.id) members
                    from alarm_storm s where s.place like ? order by id""", "%" + mark + "%");
        }

        long storm() {
            return (Long) storms().get(0).get("id");
        }
    }

    Lane lane() {
        Lane lane = new Lane();
        transaction.executeWithoutResult(tx -> {
            teams.putArea(lane.area(), lane.area());
            teams.putTeam(lane.area(), Set.of(lane.area()), false);
            staff.putSample(
                    new NewStaff(lane.operator(), "王敏", Set.of(Group.OPERATOR), lane.area(), null, null), PASSWORD);
        });
        return lane;
    }
}
