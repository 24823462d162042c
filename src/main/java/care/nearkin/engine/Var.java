package care.nearkin.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A typed process variable: the only way a module names one. Allowed types are String, Integer, Long, Double, Boolean,
 * Instant and enums; what a person tells is never a process variable.
 */
public record Var<T>(String name, Class<T> type) {

    public static <T> Var<T> of(String name, Class<T> type) {
        return new Var<>(name, type);
    }

    public Value is(@Nullable T value) {
        return new Value(name, toEngine(value));
    }

    /** Reads this variable from what the engine holds; null when it is not there. */
    public @Nullable T from(Map<String, ?> variables) {
        Object raw = variables.get(name);
        if (raw == null) {
            return null;
        }
        if (type.isEnum()) {
            return enumValue(raw.toString());
        }
        if (type == Instant.class && raw instanceof Date date) {
            return type.cast(date.toInstant());
        }
        if (raw instanceof Number number) {
            return type.cast(numberValue(number));
        }
        return type.cast(raw);
    }

    private Object numberValue(Number number) {
        if (type == Integer.class) {
            return number.intValue();
        }
        if (type == Long.class) {
            return number.longValue();
        }
        return type == Double.class ? number.doubleValue() : number;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private T enumValue(String name) {
        return (T) Enum.valueOf((Class<? extends Enum>) type.asSubclass(Enum.class), name);
    }

    private static @Nullable Object toEngine(@Nullable Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Instant instant ? Date.from(instant) : value;
    }

    /** A variable with its value, in the engine's form. */
    public record Value(String name, @Nullable Object value) {}
}
