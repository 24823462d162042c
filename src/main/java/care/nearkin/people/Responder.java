package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Put;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who can be at the door. */
@Entity
class Responder {

    @Id
    @GeneratedValue(generator = "responder_seq")
    @SequenceGenerator(name = "responder_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "responder_key")
    private String key;

    @Column
    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column
    private String name;

    private @Nullable String skills;
    private @Nullable String hours;
    private @Nullable String area;
    private @Nullable String place;

    @Convert(converter = SealedText.class)
    private @Nullable String phone;

    @ElementCollection
    @CollectionTable(name = "responder_key", joinColumns = @JoinColumn(name = "responder_id"))
    @MapKeyColumn(name = "resident_id")
    @Column(name = "metres")
    private Map<Long, Integer> keysOf = new HashMap<>();

    protected Responder() {}

    Responder(String key) {
        this.key = key;
    }

    void change(Put put) {
        kind = put.kind();
        name = put.name();
        skills = put.skills();
        hours = put.hours();
        area = put.area();
        place = put.place();
        phone = put.phone();
        keysOf.keySet().retainAll(put.keysOf().keySet());
        keysOf.putAll(put.keysOf());
    }

    Responders.Candidate asCandidate(long resident) {
        Integer metres = keysOf.get(resident);
        return new Responders.Candidate(
                id(), name, kind, Set.of(), metres, metres != null, phone, null, null, Locale.SIMPLIFIED_CHINESE);
    }

    long id() {
        return Objects.requireNonNull(id);
    }
}
