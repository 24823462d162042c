package care.nearkin.access;

import java.util.Set;

/** Who is looking: a signed-in person with her groups and the areas her team serves. */
public record Viewer(String name, Set<Group> groups, Set<String> areas, boolean everywhere) {

    public boolean in(Group... any) {
        for (Group group : any) {
            if (groups.contains(group)) {
                return true;
            }
        }
        return false;
    }

    /** A matter without a known area is shown to everybody on duty rather than to nobody. */
    public boolean serves(@org.jspecify.annotations.Nullable String area) {
        return everywhere || area == null || areas.contains(area);
    }
}
