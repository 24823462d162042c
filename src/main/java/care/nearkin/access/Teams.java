package care.nearkin.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The areas of the neighbourhood and the teams that serve them. Joins the caller's transaction. */
public interface Teams {

    /** A team as its page shows it. */
    record TeamView(String name, Set<String> areas, boolean everywhere) {}

    void putArea(String key, String name);

    void putTeam(String name, Set<String> areas, boolean everywhere);

    /** Area keys to display names, by name. */
    Map<String, String> areas();

    List<String> names();

    List<TeamView> all();
}
