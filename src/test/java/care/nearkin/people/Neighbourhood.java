package care.nearkin.people;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Areas, people who work there and residents for tests; every call with keys of its own. */
@Component
@Transactional
class Neighbourhood {

    private final StaffAccounts staff;
    private final Teams teams;
    private final Residents residents;
    private final ResidentRows rows;

    Neighbourhood(StaffAccounts staff, Teams teams, Residents residents, ResidentRows rows) {
        this.staff = staff;
        this.teams = teams;
        this.residents = residents;
        this.rows = rows;
    }

    String area() {
        String area = "t" + UUID.randomUUID().toString().substring(0, 8);
        teams.putArea(area, "Area " + area);
        return area;
    }

    /** Somebody whose team serves these areas only. */
    String staff(Group group, String... areas) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);
        teams.putTeam("Team " + name, Set.of(areas), false);
        staff.create(new NewStaff(name, "Test " + name, Set.of(group), "Team " + name, null, null));
        return name;
    }

    static Put wang(String key, String area) {
        return new Put(
                key,
                "王秀莲 Wang Xiulian",
                LocalDate.parse("1945-03-08"),
                Residents.Sex.FEMALE,
                true,
                Risk.HIGH,
                "walks with a stick",
                Residents.Moves.AIDED,
                new Address(area, null, "Lane 540", "bldg 3", "1", "502-" + key, null),
                "hypertension · coronary disease",
                new Phones("021 5550 6621", "138 0000 0101", null),
                "at the gate",
                "hard of hearing",
                List.of(
                        new PutContact(
                                "Wang Jun",
                                "son",
                                "Shenzhen",
                                "138 0000 0102",
                                "wang.jun@sample.invalid",
                                false,
                                Locale.ENGLISH),
                        new PutContact("Li", "neighbour", "60 m", "138 0000 0103", true)));
    }

    /** The same under another name. */
    static Put named(Put put, String name) {
        return new Put(
                put.key(),
                name,
                put.birthDate(),
                put.sex(),
                put.identity(),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                put.address(),
                put.health(),
                put.phones(),
                put.keyPlace(),
                put.note(),
                put.contacts());
    }

    long put(Put put) {
        return residents.put(put).id();
    }

    @Nullable
    Identity identity(long id) {
        return rows.findById(id).orElseThrow().identity();
    }
}
