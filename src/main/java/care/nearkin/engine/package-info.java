/** The only door to Camunda: start, correlate, tasks, typed variables, guards, deployment, incidents. */
@ApplicationModule(
        displayName = "Engine",
        allowedDependencies = {"kernel"})
@NullMarked
package care.nearkin.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
