package care.nearkin.access;

import java.util.Optional;

/** How people want their pages: kept with the account, so that they look and work the same at every desk. */
public interface Screens {

    /** {@code SYSTEM}: as the machine is set. */
    enum Look {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** {@code keys}: a single key does something; who speaks to her machine, or trembles, may switch that off. */
    record Screen(String displayName, Look look, boolean keys) {}

    Optional<Screen> of(String name);

    void look(String name, Look look);

    void keys(String name, boolean on);
}
