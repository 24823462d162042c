/** The device case type: from a device that says nothing, or needs somebody, to one that works; and a new one's way into use. */
@ApplicationModule(
        displayName = "Device care",
        allowedDependencies = {
            "kernel",
            "duty",
            "casefile",
            "engine",
            "people",
            "access",
            "notification",
            "signal",
            "worklist"
        })
@NullMarked
package care.nearkin.casetype.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
