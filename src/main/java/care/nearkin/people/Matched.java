package care.nearkin.people;

import jakarta.persistence.Embeddable;

/** How far a responder is from a resident's door, and whether she keeps its key. */
@Embeddable
record Matched(int metres, boolean hasKey) {}
