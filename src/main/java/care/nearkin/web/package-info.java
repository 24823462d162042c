/** Layout, language and error pages; no business. */
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"kernel", "access"})
@NullMarked
package care.nearkin.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
