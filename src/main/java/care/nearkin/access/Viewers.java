package care.nearkin.access;

import java.util.Optional;

/** Tells who is looking, from the security context of the request. */
public interface Viewers {

    /** The signed-in person; refuses when nobody is signed in. */
    Viewer current();

    /** Somebody at this moment, whoever is looking; empty for whom is locked or gone. */
    Optional<Viewer> of(String name);

    /** Whether she is held at the page where a one-time password is changed, and may open nothing else yet. */
    boolean isHeld();
}
