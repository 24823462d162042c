/** The PostgreSQL and the MQTT broker that Nearkin brings when it is given none. */
@ApplicationModule(
        displayName = "Embedded parts",
        allowedDependencies = {"kernel"})
@NullMarked
package care.nearkin.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
