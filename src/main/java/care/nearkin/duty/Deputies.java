package care.nearkin.duty;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in for whom today, for lists of what somebody has to do. It says names only: what a deputy may see of the
 * absent one's work stays a matter of her own groups and areas. Nobody stands in for a deputy by inheritance.
 */
public interface Deputies {

    /** Who is absent today and named her as deputy. */
    Set<String> standsInFor(String deputy);

    /** Who stands in for her today; empty while she is there, or when nobody does. */
    Optional<String> deputyOf(String person);

    /** Who is absent today, and who stands in for her: nobody as null. */
    Map<String, @Nullable String> absent();

    boolean isAbsent(String person);
}
