package care.nearkin.kernel;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps a column sealed: {@code @Convert(converter = SealedText.class)} on every attribute of health, phone or story. */
@Component
@Converter
public class SealedText implements AttributeConverter<@Nullable String, @Nullable String> {

    private final Seal seal;

    SealedText(Seal seal) {
        this.seal = seal;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String text) {
        return text == null ? null : seal.seal(text);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String sealed) {
        return sealed == null ? null : seal.open(sealed);
    }
}
