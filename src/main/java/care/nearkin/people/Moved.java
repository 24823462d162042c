package care.nearkin.people;

import org.jspecify.annotations.Nullable;

/** A resident now lives in another area, or in none that is known; told in the transaction that writes it down. */
public record Moved(
        long resident, @Nullable String from, @Nullable String to) {}
