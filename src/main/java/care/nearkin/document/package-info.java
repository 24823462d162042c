/** Files and photos of a case: checked, rid of what a camera adds, sealed, and for those who may read the case. */
@ApplicationModule(
        displayName = "Documents",
        allowedDependencies = {"kernel", "casefile", "people", "access"})
@NullMarked
package care.nearkin.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
