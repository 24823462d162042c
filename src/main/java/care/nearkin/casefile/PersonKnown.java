package care.nearkin.casefile;

import org.jspecify.annotations.Nullable;

/** Whom an open case is about is known now; told in the transaction that writes it down. */
public record PersonKnown(
        String caseNumber, long resident, @Nullable String area) {}
