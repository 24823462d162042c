package care.nearkin.access;

import java.io.Serial;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The account behind a session or a call, as it was when it was last read. */
final class SignedIn implements UserDetails, CredentialsContainer {

    @Serial
    private static final long serialVersionUID = 1;

    private final String name;
    private final String displayName;
    private final Set<Group> groups;
    private final Set<String> areas;
    private final boolean everywhere;
    private final boolean locked;
    private final boolean mustChange;
    private final int stamp;
    private final int rights;
    private final @Nullable String locale;
    private @Nullable String password;

    SignedIn(Staff staff) {
        Team team = staff.team();
        name = staff.name();
        displayName = staff.displayName();
        groups = staff.groups();
        areas = team == null ? Set.of() : team.areas();
        everywhere = team != null && team.everywhere() || groups.contains(Group.ADMIN);
        locked = staff.locked();
        mustChange = staff.mustChange();
        stamp = staff.stamp();
        rights = staff.rights();
        locale = staff.locale();
        password = staff.password();
    }

    Viewer viewer() {
        return new Viewer(name, groups, areas, everywhere);
    }

    String displayName() {
        return displayName;
    }

    boolean mustChange() {
        return mustChange;
    }

    int stamp() {
        return stamp;
    }

    int rights() {
        return rights;
    }

    @Nullable
    String locale() {
        return locale;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return groups.stream()
                .map(group -> new SimpleGrantedAuthority("ROLE_" + group.name()))
                .collect(Collectors.toSet());
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public boolean isAccountNonLocked() {
        return !locked;
    }

    @Override
    public void eraseCredentials() {
        password = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedIn that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
