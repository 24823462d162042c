/** Staff accounts, groups, teams and areas; who may do and see what; sign-in; the log of reads and writes. */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"kernel", "engine"})
@NullMarked
package care.nearkin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
