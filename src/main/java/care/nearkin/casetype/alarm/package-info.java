/** The alarm case type: from a sensor's signal to a closed case. */
@ApplicationModule(
        displayName = "Alarm",
        allowedDependencies = {"kernel", "casefile", "engine", "people", "access", "notification", "signal", "worklist"
        })
@NullMarked
package care.nearkin.casetype.alarm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
