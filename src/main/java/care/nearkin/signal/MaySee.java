package care.nearkin.signal;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/** Who may look at devices and signals. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAnyRole('MAINTAINER','OPERATOR','SUPERVISOR','ADMIN')")
@interface MaySee {

    /** The same for what is no page. */
    final class Who {

        private Who() {}

        static boolean is(Viewer viewer) {
            return viewer.in(Group.MAINTAINER, Group.OPERATOR, Group.SUPERVISOR, Group.ADMIN);
        }
    }
}
