package care.nearkin.people;

import care.nearkin.people.Residents.Put;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of which one of two records of the same person keeps its value; {@link #said} is its name in words and forms. */
enum MergeField {
    NAME("name", Put::name),
    BIRTH_DATE("birthDate", Put::birthDate),
    SEX("sex", Put::sex),
    IDENTITY("identity", Put::identity),
    LIVES_ALONE("livesAlone", Put::livesAlone),
    RISK("risk", Put::risk),
    ADDRESS("address", Put::address),
    HOME("home", put -> put.phones().home()),
    MOBILE("mobile", put -> put.phones().mobile()),
    DEVICE("device", put -> put.phones().device()),
    KEY_PLACE("keyPlace", Put::keyPlace),
    HEALTH("health", Put::health),
    MOVES("moves", Put::moves),
    MOBILITY("mobility", Put::mobility),
    NOTE("note", Put::note);

    private static final String MASK = "····";

    private final String said;
    private final Function<Put, @Nullable Object> value;

    MergeField(String said, Function<Put, @Nullable Object> value) {
        this.said = said;
        this.value = value;
    }

    String said() {
        return said;
    }

    boolean differs(Put one, Put other) {
        return !Objects.equals(value.apply(one), value.apply(other));
    }

    /** What is known stays before what is not, and the greater risk before the smaller. */
    boolean otherByDefault(Put stays, Put goes) {
        return this == RISK
                ? goes.risk().compareTo(stays.risk()) > 0
                : value.apply(stays) == null && value.apply(goes) != null;
    }

    /** As it may be shown before anybody asked for it with a reason. */
    String shown(Put put) {
        Object held = value.apply(put);
        if (held == null) {
            return "";
        }
        if (Spot.sealed(said)) {
            return held instanceof Identity identity ? identity.masked() : MASK;
        }
        return held instanceof Address address ? address.line() : held.toString();
    }
}
