package care.nearkin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** People who serve the same areas. */
@Entity
class Team {

    @Id
    @GeneratedValue(generator = "team_seq")
    @SequenceGenerator(name = "team_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column
    private String name;

    @Column
    private boolean everywhere;

    @ElementCollection
    @CollectionTable(name = "team_area", joinColumns = @JoinColumn(name = "team_id"))
    @Column(name = "area_key")
    @BatchSize(size = 50)
    private Set<String> areas = new HashSet<>();

    protected Team() {}

    Team(String name) {
        this.name = name;
    }

    void serve(Set<String> areaKeys, boolean everyArea) {
        areas.retainAll(areaKeys);
        areas.addAll(areaKeys);
        everywhere = everyArea;
    }

    String name() {
        return name;
    }

    boolean everywhere() {
        return everywhere;
    }

    Set<String> areas() {
        return Set.copyOf(areas);
    }

    boolean serves(@Nullable String area) {
        return everywhere || area == null || areas.contains(area);
    }
}
