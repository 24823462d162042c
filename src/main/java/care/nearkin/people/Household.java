package care.nearkin.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who lives behind one door; its address never changes, people move. */
@Entity
class Household {

    @Id
    @GeneratedValue(generator = "household_seq")
    @SequenceGenerator(name = "household_seq", allocationSize = 50)
    private @Nullable Long id;

    private @Nullable String doorKey;
    private @Nullable String area;
    private @Nullable String community;
    private @Nullable String estate;
    private @Nullable String building;
    private @Nullable String unit;
    private @Nullable String room;
    private @Nullable String freeText;

    @Column
    private String line;

    protected Household() {}

    Household(Address address) {
        doorKey = address.doorKey();
        area = address.area();
        community = address.community();
        estate = address.estate();
        building = address.building();
        unit = address.unit();
        room = address.room();
        freeText = address.text();
        line = address.line();
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    Address address() {
        return new Address(area, community, estate, building, unit, room, freeText);
    }
}
