package care.nearkin.signal;

import org.jspecify.annotations.Nullable;

/** A case type's answer to a reading: its outcome, the case it belongs to if any, and why in a words key. */
public record Answer(Outcome outcome, @Nullable String caseNumber, String why) {}
