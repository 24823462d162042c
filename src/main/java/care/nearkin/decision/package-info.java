/** Decision tables as those who answer for them see them: the log of every decision taken. */
@ApplicationModule(
        displayName = "Decision",
        allowedDependencies = {"kernel", "engine"})
@NullMarked
package care.nearkin.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
