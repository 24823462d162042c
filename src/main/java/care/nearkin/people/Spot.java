package care.nearkin.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in a record that has a value: a field of the record itself, of one of her contacts or of a consent. */
record Spot(Part part, long id, String field) {

    /** What the fields are shown under. */
    enum Part {
        RECORD,
        CONTACT,
        CONSENT
    }

    /** What is masked until it is asked for. */
    private static final Set<String> SEALED =
            Set.of("identity", "home", "mobile", "device", "phone", "mail", "health", "keyPlace", "note");

    static boolean sealed(String field) {
        return SEALED.contains(field);
    }

    /** The values of a record, in the order of its fields; what is empty is left out. */
    static final class Values {

        private final Map<Spot, String> values = new LinkedHashMap<>();

        Values add(String field, @Nullable Object value) {
            return add(Part.RECORD, 0, field, value);
        }

        Values add(Part part, long id, String field, @Nullable Object value) {
            if (value != null && !value.toString().isEmpty()) {
                values.put(new Spot(part, id, field), value.toString());
            }
            return this;
        }

        /** Of a contact: her name, also after she is gone. */
        @Nullable
        String name(Spot spot) {
            return spot.part() == Part.RECORD ? null : values.get(new Spot(spot.part(), spot.id(), "name"));
        }

        /** Where the two differ. */
        List<Change> until(Values after) {
            Set<Spot> spots = new LinkedHashSet<>(values.keySet());
            spots.addAll(after.values.keySet());
            List<Change> changes = new ArrayList<>();
            for (Spot spot : spots) {
                String was = values.get(spot);
                String became = after.values.get(spot);
                if (!Objects.equals(was, became)) {
                    String name = after.name(spot);
                    changes.add(new Change(spot, name == null ? name(spot) : name, was, became));
                }
            }
            return changes;
        }
    }

    /** One field that has another value than before. */
    record Change(
            Spot spot,
            @Nullable String name,
            @Nullable String was,
            @Nullable String became) {

        /** No value. */
        @Override
        public String toString() {
            return "Change[" + spot + "]";
        }
    }
}
