/** A neighbourhood to try Nearkin with, loaded into an empty embedded database only. */
@ApplicationModule(
        displayName = "Sample",
        allowedDependencies = {"kernel", "people", "access", "signal", "embedded"})
@NullMarked
package care.nearkin.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
