/** What is mine to do: the read model of open tasks and the task page. */
@ApplicationModule(
        displayName = "Worklist",
        allowedDependencies = {"kernel", "casefile", "engine", "people", "access", "notification", "duty"})
@NullMarked
package care.nearkin.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
