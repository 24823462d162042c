package care.nearkin.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member of staff as other modules may see her: no password, nothing that signs in. */
public record StaffView(
        String name,
        String displayName,
        Set<Group> groups,
        @Nullable String team,
        boolean locked,
        @Nullable String email,
        @Nullable String locale,
        @Nullable Instant lastSeen) {}
