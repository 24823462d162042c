package care.nearkin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A staff account. Only changed columns are written, so that noting who was seen never undoes a lock. */
@Entity
@DynamicUpdate
class Staff {

    @Id
    @GeneratedValue(generator = "staff_seq")
    @SequenceGenerator(name = "staff_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column
    private String name;

    @Column
    private String displayName;

    @Column
    private String password;

    @Column
    private boolean samplePassword;

    @Column
    private boolean mustChange;

    @Column
    private boolean locked;

    private @Nullable String email;

    private @Nullable String locale;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Team team;

    @ElementCollection
    @CollectionTable(name = "staff_group", joinColumns = @JoinColumn(name = "staff_id"))
    @Column(name = "group_key")
    @BatchSize(size = 100)
    private Set<String> groups = new HashSet<>();

    /** Raised by whatever ends the person's sessions. */
    @Column
    private int stamp;

    /** Raised by whatever changes what the person may do, without ending her sessions. */
    @Column
    private int rights;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastSeen;

    protected Staff() {}

    Staff(String name, String displayName, Instant createdAt) {
        this.name = name;
        this.displayName = displayName;
        this.createdAt = createdAt;
    }

    void give(String encoded, boolean oneTime, boolean bySample) {
        password = encoded;
        mustChange = oneTime;
        samplePassword = bySample;
        stamp++;
    }

    /** The same password in a newer encoding: nobody has to sign in again. */
    void reencode(String encoded) {
        password = encoded;
    }

    void lock() {
        locked = true;
        stamp++;
    }

    void unlock() {
        locked = false;
    }

    void work(Set<Group> as) {
        Set<String> keys = as.stream().map(Group::key).collect(Collectors.toSet());
        groups.retainAll(keys);
        groups.addAll(keys);
        rights++;
    }

    void join(@Nullable Team newTeam) {
        team = newTeam;
        rights++;
    }

    void teamChanged() {
        rights++;
    }

    void describe(String newDisplayName, @Nullable String newEmail, @Nullable String newLocale) {
        displayName = newDisplayName;
        email = newEmail;
        locale = newLocale;
    }

    String name() {
        return name;
    }

    String displayName() {
        return displayName;
    }

    String password() {
        return password;
    }

    boolean samplePassword() {
        return samplePassword;
    }

    boolean mustChange() {
        return mustChange;
    }

    boolean locked() {
        return locked;
    }

    @Nullable
    String email() {
        return email;
    }

    @Nullable
    String locale() {
        return locale;
    }

    @Nullable
    Team team() {
        return team;
    }

    int stamp() {
        return stamp;
    }

    int rights() {
        return rights;
    }

    Set<Group> groups() {
        return groups.stream().map(Group::of).collect(Collectors.toUnmodifiableSet());
    }

    StaffView view() {
        return new StaffView(
                name, displayName, groups(), team == null ? null : team.name(), locked, email, locale, lastSeen);
    }
}
