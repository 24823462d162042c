/** Sensors: sources and formats, device registry, edge detection, inbox; and what devices are asked to do. */
@ApplicationModule(
        displayName = "Signal",
        allowedDependencies = {"kernel", "people", "access", "embedded", "notification"})
@NullMarked
package care.nearkin.signal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
