/** Sensors: sources and formats, device registry, edge detection, inbox. */
@ApplicationModule(
        displayName = "Signal",
        allowedDependencies = {"kernel", "people", "access", "embedded"})
@NullMarked
package care.nearkin.signal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
