/**
 * When the office and its teams work: public holidays and make-up days, weekly hours, due times reckoned by them. Plain
 * rows, and one pure model that reckons.
 */
@ApplicationModule(
        displayName = "Duty",
        allowedDependencies = {"kernel", "access"})
@NullMarked
package care.nearkin.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
