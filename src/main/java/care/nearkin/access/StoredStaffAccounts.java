package care.nearkin.access;

import care.nearkin.engine.Identities;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff accounts in our tables, each change logged and mirrored into the engine in the same transaction. */
@Service
@Transactional
class StoredStaffAccounts implements StaffAccounts {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");
    private static final Set<String> RESERVED = Set.of(StoredAccessLog.NOBODY, "anonymoususer", "camunda-admin");

    private final StaffRows staff;
    private final TeamRows teams;
    private final PasswordEncoder encoder;
    private final Identities identities;
    private final AccessLog log;
    private final Presence presence;
    private final Roster roster;
    private final Clock clock;

    StoredStaffAccounts(
            StaffRows staff,
            TeamRows teams,
            PasswordEncoder encoder,
            Identities identities,
            AccessLog log,
            Presence presence,
            Roster roster,
            Clock clock) {
        this.staff = staff;
        this.teams = teams;
        this.encoder = encoder;
        this.identities = identities;
        this.log = log;
        this.presence = presence;
        this.roster = roster;
        this.clock = clock;
    }

    @Override
    public String create(NewStaff wanted) {
        if (staff.named(wanted.name()).isPresent()) {
            throw Refusal.conflict("access.name.taken", wanted.name());
        }
        String oneTime = Passwords.random();
        put(wanted, oneTime, true, false);
        return oneTime;
    }

    @Override
    public void putSample(NewStaff wanted, String password) {
        put(wanted, password, false, true);
    }

    /** The first administrator chose her own password through the one-time link. */
    void createFirst(NewStaff wanted, String password) {
        if (!isEmpty()) {
            throw Refusal.conflict("access.first.done");
        }
        Passwords.check(password, wanted.name());
        put(wanted, password, false, false);
    }

    private void put(NewStaff wanted, String password, boolean oneTime, boolean bySample) {
        if (!NAME.matcher(wanted.name()).matches() || RESERVED.contains(wanted.name())) {
            throw Refusal.invalid("name", "access.name.form");
        }
        String displayName = wanted.displayName().strip();
        if (displayName.isEmpty() || displayName.length() > 200) {
            throw Refusal.invalid("displayName", "access.displayname.form");
        }
        Staff row = staff.named(wanted.name()).orElseGet(() -> new Staff(wanted.name(), displayName, clock.instant()));
        row.describe(displayName, email(wanted.email()), wanted.locale());
        row.give(encoded(password), oneTime, bySample);
        row.work(wanted.groups());
        row.join(team(wanted.team()));
        staff.save(row);
        mirror(row);
        log.wrote("staff", wanted.name(), "created " + keys(wanted.groups()));
    }

    @Override
    public void change(String name, Set<Group> groups, @Nullable String team, @Nullable String email) {
        StaffView before = named(name).view();
        if (!groups.equals(before.groups())) {
            groups(name, groups);
        }
        if (!Objects.equals(team, before.team())) {
            team(name, team);
        }
        if (!Objects.equals(email(email), before.email())) {
            email(name, email);
        }
    }

    @Override
    public void groups(String name, Set<Group> groups) {
        Staff row = named(name);
        if (!groups.contains(Group.ADMIN)) {
            keepOneAdministrator(row);
        }
        row.work(groups);
        mirror(row);
        log.wrote("staff", name, "groups " + keys(groups));
    }

    @Override
    public void team(String name, @Nullable String team) {
        named(name).join(team(team));
        log.wrote("staff", name, "team " + (team == null ? "none" : team));
    }

    @Override
    public void lock(String name) {
        Staff row = named(name);
        keepOneAdministrator(row);
        row.lock();
        mirror(row);
        presence.gone(name);
        log.wrote("staff", name, "locked");
    }

    @Override
    public void unlock(String name) {
        Staff row = named(name);
        row.unlock();
        mirror(row);
        log.wrote("staff", name, "unlocked");
    }

    @Override
    public String reset(String name) {
        String oneTime = Passwords.random();
        named(name).give(encoded(oneTime), true, false);
        presence.gone(name);
        log.wrote("staff", name, "password reset");
        return oneTime;
    }

    @Override
    public void changeOwnPassword(String name, String present, String wanted) {
        Staff row = named(name);
        if (!encoder.matches(present, row.password())) {
            throw Refusal.invalid("present", "access.password.wrong");
        }
        if (present.equals(wanted)) {
            throw Refusal.invalid("password", "access.password.same");
        }
        Passwords.check(wanted, name);
        row.give(encoded(wanted), false, false);
        log.wrote("staff", name, "password changed");
    }

    @Override
    public void locale(String name, @Nullable String locale) {
        Staff row = named(name);
        row.describe(row.displayName(), row.email(), locale);
    }

    @Override
    public void email(String name, @Nullable String email) {
        Staff row = named(name);
        row.describe(row.displayName(), email(email), row.locale());
        log.wrote("staff", name, "e-mail changed");
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<StaffView> find(String name) {
        return staff.named(name).map(Staff::view);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> displayNames(Collection<String> names) {
        return names.isEmpty()
                ? Map.of()
                : staff.named(names).stream().collect(Collectors.toMap(Staff::name, Staff::displayName));
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> members(Set<Group> groups, @Nullable String area) {
        return groups.isEmpty() ? Set.of() : roster.members(keys(groups), area);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isAnySignedIn(Set<Group> groups) {
        return presence.isAny(keys(groups));
    }

    @Override
    public void seen(String name) {
        presence.seen(name);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return !staff.existsBy();
    }

    /** Everybody as the engine should know them. */
    @Transactional(readOnly = true)
    List<Identities.Person> people() {
        return staff.all().stream().map(StoredStaffAccounts::person).toList();
    }

    private void keepOneAdministrator(Staff row) {
        if (members(Set.of(Group.ADMIN), null).equals(Set.of(row.name()))) {
            throw Refusal.conflict("access.last-administrator");
        }
    }

    private void mirror(Staff row) {
        identities.mirror(person(row));
    }

    private static Identities.Person person(Staff row) {
        Set<Group> groups = row.locked() ? Set.of() : row.groups();
        return new Identities.Person(
                row.name(), row.displayName(), Set.copyOf(keys(groups)), groups.contains(Group.ADMIN));
    }

    private Staff named(String name) {
        return staff.named(name).orElseThrow(() -> Refusal.notFound("access.staff.unknown", name));
    }

    private @Nullable Team team(@Nullable String name) {
        return name == null
                ? null
                : teams.findByName(name).orElseThrow(() -> Refusal.invalid("team", "access.team.unknown", name));
    }

    private static @Nullable String email(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        if (!email.strip().matches("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{1,255}")) {
            throw Refusal.invalid("email", "access.email.form");
        }
        return email.strip();
    }

    private String encoded(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    private static List<String> keys(Collection<Group> groups) {
        return groups.stream().map(Group::key).sorted().toList();
    }
}
