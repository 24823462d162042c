package care.nearkin.casetype.alarm;

import care.nearkin.access.Teams;
import care.nearkin.people.Address;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Responders;
import care.nearkin.people.Responders.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People around an alarm, each test's in an area of their own. */
@Component
class TestNeighbours {

    private final Teams teams;
    private final Residents residents;
    private final Responders responders;

    TestNeighbours(Teams teams, Residents residents, Responders responders) {
        this.teams = teams;
        this.residents = residents;
        this.responders = responders;
    }

    /** A home in an area of its own, with those who may help. */
    final class Home {

        private final String mark = UUID.randomUUID().toString().substring(0, 8);
        private final List<PutContact> contacts = new ArrayList<>();
        private Risk risk = Risk.MEDIUM;
        private LocalDate born = LocalDate.parse("1945-03-08");
        private long resident;

        Home atRisk(Risk other) {
            risk = other;
            return this;
        }

        Home born(LocalDate day) {
            born = day;
            return this;
        }

        Home contact(String name, boolean hasKey) {
            contacts.add(new PutContact(name, "neighbour", null, "138 0000 01" + contacts.size(), hasKey));
            return this;
        }

        Home contact(String name, String phone, @Nullable String mail, Locale language) {
            contacts.add(new PutContact(name, "neighbour", null, phone, mail, false, language));
            return this;
        }

        Home lives() {
            teams.putArea(area(), "Area " + mark);
            resident = residents
                    .put(new Residents.Put(
                            "t" + mark,
                            "Resident " + mark,
                            born,
                            Residents.Sex.FEMALE,
                            true,
                            risk,
                            null,
                            new Address(area(), null, "Lane " + mark, "3", "1", "502", null),
                            null,
                            Phones.NONE,
                            null,
                            null,
                            List.copyOf(contacts)))
                    .id();
            return this;
        }

        /** Matched to this home, keeps its key. */
        long keyholder(String name, Kind kind, int metres) {
            return keyholder(name, kind, metres, "138 0000 020");
        }

        long keyholder(String name, Kind kind, int metres, String phone) {
            return responders.put(new Responders.Put(
                    mark + name, kind, name, null, null, null, null, phone, Map.of(resident, metres)));
        }

        /** Serves the area, nobody knows how far away. */
        long nearby(String name, Kind kind) {
            return responders.put(
                    new Responders.Put(mark + name, kind, name, null, null, area(), null, "138 0000 021", Map.of()));
        }

        long resident() {
            return resident;
        }

        String key() {
            return "t" + mark;
        }

        String area() {
            return "n" + mark;
        }

        String name() {
            return "Resident " + mark;
        }
    }

    Home home() {
        return new Home();
    }
}
