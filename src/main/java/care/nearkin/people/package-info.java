/** Residents, households, contacts, responders, consents. Plain records: read, checked, written, no model behind. */
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"kernel", "access"})
@NullMarked
package care.nearkin.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
