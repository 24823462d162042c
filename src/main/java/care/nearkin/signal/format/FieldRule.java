package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a field of one particular device means, against the format's default: {@code Switch1} of this Tasmota is a smoke
 * contact. Kind {@code ignore} makes the field say nothing.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldRule(
        @Nullable String kind,
        @Nullable Boolean invert,
        @Nullable Set<String> on) {

    public static final String IGNORE = "ignore";

    boolean ignores() {
        return IGNORE.equals(kind);
    }

    public boolean valid() {
        return kind == null || ignores() || SignalKind.of(kind).isPresent();
    }

    Meaning over(Optional<Meaning> usual) {
        SignalKind said = kind == null ? null : SignalKind.of(kind).orElse(null);
        SignalKind meant = said != null ? said : usual.map(Meaning::kind).orElse(null);
        Meaning.Shape shape =
                usual.map(Meaning::shape).filter(s -> fits(s, said)).orElseGet(() -> shapeOf(said));
        boolean inverted = invert != null ? invert : usual.map(Meaning::invert).orElse(false);
        Set<String> words = on == null
                ? usual.map(Meaning::on).orElse(Set.of())
                : on.stream().map(w -> w.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return new Meaning(meant, shape, inverted, words);
    }

    /** A number cannot become a smoke alarm by being called one, so the kind decides there. */
    private boolean fits(Meaning.Shape shape, @Nullable SignalKind said) {
        return said == null || shape != Meaning.Shape.NUMBER;
    }

    private Meaning.Shape shapeOf(@Nullable SignalKind said) {
        if (said == SignalKind.SOS || said == SignalKind.BUTTON) {
            return Meaning.Shape.EVENT;
        }
        boolean measured = said == SignalKind.TEMPERATURE || said == SignalKind.BATTERY;
        return measured && on == null ? Meaning.Shape.NUMBER : Meaning.Shape.LEVEL;
    }
}
