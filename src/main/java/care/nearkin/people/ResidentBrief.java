package care.nearkin.people;

import org.jspecify.annotations.Nullable;

/** What a list may show of a resident: name, age and where; no health, no phone. */
public record ResidentBrief(
        long id,
        String key,
        String name,
        @Nullable Integer age,
        @Nullable String address,
        @Nullable String area) {}
