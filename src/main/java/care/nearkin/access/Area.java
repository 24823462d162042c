package care.nearkin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A part of the neighbourhood. */
@Entity
class Area {

    @Id
    private String key;

    @Column
    private String name;

    protected Area() {}

    Area(String key, String name) {
        this.key = key;
        this.name = name;
    }

    String key() {
        return key;
    }

    String name() {
        return name;
    }
}
