/** Telling people: in-app and e-mail, by an outbox that sends after commit. */
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"kernel", "people", "access"})
@NullMarked
package care.nearkin.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
