package care.nearkin.people;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/** Who may look at residents. Administrators too, because who may change a record sees it. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','SUPERVISOR','ADMIN')")
@interface MayRead {

    /** The same for what is no page. */
    final class Who {

        private Who() {}

        static boolean is(Viewer viewer) {
            return viewer.in(Group.OPERATOR, Group.CASEWORKER, Group.SUPERVISOR, Group.ADMIN);
        }
    }
}
