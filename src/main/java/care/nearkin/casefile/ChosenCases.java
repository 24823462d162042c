package care.nearkin.casefile;

import care.nearkin.access.SearchWords;
import care.nearkin.kernel.Slice;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which cases somebody wants to see, as it stands in the address. */
record ChosenCases(
        @Nullable String type,
        @Nullable String status,
        @Nullable Long resident,
        @Nullable String number,
        @Nullable String sort) {

    @Nullable
    String wantedType() {
        return type == null || type.isBlank() ? null : type;
    }

    CaseFile.@Nullable Status wantedStatus() {
        return status == null || status.isBlank() ? null : CaseFile.Status.valueOf(status);
    }

    boolean oldest() {
        return "oldest".equals(sort);
    }

    /** What of the number was typed. */
    String part(SearchWords words) {
        return Objects.requireNonNullElse(words.words(Objects.requireNonNullElse(number, "")), "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9-]", "");
    }

    Slice<CaseFile> list(SeenCases seen, SearchWords words, @Nullable String after, int limit) {
        return seen.list(wantedType(), wantedStatus(), resident, part(words), oldest(), after, limit);
    }
}
