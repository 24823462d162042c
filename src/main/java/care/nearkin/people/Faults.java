package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a form, so that all of it is said at once and nothing typed is lost. */
final class Faults {

    private final Map<String, Refusal> byField = new LinkedHashMap<>();

    /** The value, or null when it was refused. */
    <T extends @Nullable Object> @Nullable T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (Refusal refusal) {
            add(refusal);
            return null;
        }
    }

    /** Keeps a refusal that belongs to a field; throws any other on. A form has {@code area} for {@code address.area}. */
    void add(Refusal refusal) {
        String field = refusal.field();
        if (field == null) {
            throw refusal;
        }
        byField.putIfAbsent(field.substring(field.lastIndexOf('.') + 1), refusal);
    }

    /** Each with its field named as that of one part of an entry. */
    List<Refusal> under(String prefix) {
        return byField.values().stream()
                .map(refusal -> {
                    String field = Csv.column(Objects.requireNonNullElse(refusal.field(), ""));
                    return new Refusal(
                            refusal.kind(),
                            field.startsWith(prefix) ? field : prefix + field,
                            refusal.words(),
                            refusal.arguments().toArray());
                })
                .toList();
    }

    List<Refusal> all() {
        return List.copyOf(byField.values());
    }

    boolean none() {
        return byField.isEmpty();
    }

    /** Field to sentence, in the reader's language. */
    Map<String, String> said(Words words) {
        Map<String, String> said = new LinkedHashMap<>();
        byField.forEach((field, refusal) ->
                said.put(field, words.say(refusal.words(), refusal.arguments().toArray())));
        return said;
    }
}
