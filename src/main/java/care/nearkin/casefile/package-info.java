/** A case's number, status, timeline, outcome and links; opens a case and its process in one transaction. */
@ApplicationModule(
        displayName = "Case file",
        allowedDependencies = {"kernel", "engine", "people", "access", "notification"})
@NullMarked
package care.nearkin.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
