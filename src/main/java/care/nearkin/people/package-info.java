/** Residents, households, contacts, responders, consents. */
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"kernel", "access"})
@NullMarked
package care.nearkin.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
