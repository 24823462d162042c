package care.nearkin.signal;

import org.jspecify.annotations.Nullable;

/** A device now belongs to this resident; told in the transaction that writes it down. */
public record Assigned(
        String device,
        long resident,
        @Nullable String room,
        @Nullable String area) {}
