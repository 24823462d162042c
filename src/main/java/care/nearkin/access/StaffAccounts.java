package care.nearkin.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The staff: accounts, what they may do, where, and who of them is at work now. Joins the caller's transaction. */
public interface StaffAccounts {

    /** {@code team} is a team's name; without one a person sees only matters of unknown area. */
    record NewStaff(
            String name,
            String displayName,
            Set<Group> groups,
            @Nullable String team,
            @Nullable String email,
            @Nullable String locale) {}

    /** Creates an account whose password has to be changed at the first sign-in; answers that one-time password. */
    String create(NewStaff staff);

    /** Creates or overwrites an account with a password that the sample generated. */
    void putSample(NewStaff staff, String password);

    void groups(String name, Set<Group> groups);

    void team(String name, @Nullable String team);

    /** Groups, team and e-mail at once, or none of them. */
    void change(String name, Set<Group> groups, @Nullable String team, @Nullable String email);

    /** Ends the person's sessions and shuts the account. */
    void lock(String name);

    void unlock(String name);

    /** Ends the person's sessions; answers a one-time password that has to be changed at the next sign-in. */
    String reset(String name);

    /** Refuses when {@code present} is wrong or {@code wanted} too weak. */
    void changeOwnPassword(String name, String present, String wanted);

    void locale(String name, @Nullable String locale);

    void email(String name, @Nullable String email);

    Optional<StaffView> find(String name);

    /** Display names of those who exist, for lists and timelines. */
    Map<String, String> displayNames(Collection<String> names);

    /** As people call her; the account itself where nobody has it any more. */
    default String displayName(String account) {
        return displayNames(Set.of(account)).getOrDefault(account, account);
    }

    /** Names of unlocked members of any of the groups; with an area only those who serve it, as {@link Viewer#serves}. */
    Set<String> members(Set<Group> groups, @Nullable String area);

    /** Whether anybody of these groups is signed in and was heard of within the last two minutes, on any node. */
    boolean isAnySignedIn(Set<Group> groups);

    /** Heard of now: requests count by themselves; open event streams have to say so at least once a minute. */
    void seen(String name);

    boolean isEmpty();
}
