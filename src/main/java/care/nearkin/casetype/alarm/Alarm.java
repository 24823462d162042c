package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.Level;
import care.nearkin.casetype.alarm.AlarmCase.PersonHome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What the operator's screen and the figures need of an alarm beside its case file. */
@Entity
@Table(name = "alarm")
class Alarm implements Persistable<String> {

    @Id
    private String caseNumber = "";

    @Enumerated(EnumType.STRING)
    private AlarmKind kind = AlarmKind.PHONE;

    @Enumerated(EnumType.STRING)
    private Severity severity = Severity.CRITICAL;

    private String because = "";
    private @Nullable Long resident;
    private @Nullable String area;
    private @Nullable String device;
    private @Nullable String room;
    private @Nullable String liveKey;

    @Column(updatable = false)
    private Instant rungAt = Instant.EPOCH;

    private Instant lastRingAt = Instant.EPOCH;
    private int rings = 1;
    private int repeats;
    private @Nullable Instant acknowledgedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant clearedAt;
    private @Nullable Instant mustTakeAt;
    private @Nullable Instant fireCallAt;
    private @Nullable Instant fireCallDone;
    private @Nullable Instant resolvedAt;
    private int attempts;
    private int followUps;

    @Enumerated(EnumType.STRING)
    private Level level = Level.ONE;

    private @Nullable Instant helpAskedAt;
    private @Nullable Instant comingAt;
    private @Nullable Instant arrivedAt;
    private @Nullable Instant lateAt;
    private @Nullable Instant heardAt;
    private String services = "";
    private @Nullable String entryAskedBy;
    private boolean foundDead;

    @Enumerated(EnumType.STRING)
    private @Nullable PersonHome personHome;

    @Version
    private @Nullable Integer version;

    protected Alarm() {}

    Alarm(String caseNumber, RaiseAlarm command, Instant now) {
        this.caseNumber = caseNumber;
        this.kind = command.kind();
        this.severity = command.severity();
        this.because = command.because();
        this.resident = command.resident();
        this.area = command.area();
        this.device = command.device();
        this.room = command.room();
        this.liveKey = command.liveKey();
        this.rungAt = command.happenedAt();
        this.lastRingAt = now;
    }

    /** The bell again; the operator's screen sounds anew. */
    void ring(Instant now) {
        rings++;
        lastRingAt = now;
    }

    void repeat(Instant now) {
        repeats++;
        ring(now);
    }

    /** What was merged into it was graver. */
    void raise(Severity graver) {
        severity = graver;
    }

    void acknowledge(Instant now) {
        if (acknowledgedAt == null) {
            acknowledgedAt = now;
        }
    }

    void acknowledgedBy(@Nullable String name) {
        acknowledgedBy = name;
    }

    void clear(Instant now) {
        clearedAt = now;
    }

    void mustTake(Instant now) {
        mustTakeAt = now;
        ring(now);
    }

    void fireCallDue(Instant now) {
        if (fireCallAt == null) {
            fireCallAt = now;
        }
        ring(now);
    }

    void fireCallDone(Instant now) {
        fireCallDone = now;
    }

    /** Never lower; answers whether it is higher now. */
    boolean reach(Level higher) {
        boolean raised = higher.compareTo(level) > 0;
        level = raised ? higher : level;
        return raised;
    }

    /** Answers whether people had been asked before. */
    boolean askForHelp(Instant now) {
        boolean before = helpAskedAt != null;
        helpAskedAt = before ? helpAskedAt : now;
        return before;
    }

    void somebodyComing(@Nullable Instant when) {
        comingAt = when;
    }

    /** The first arrival counts. */
    void arrived(Instant now) {
        arrivedAt = arrivedAt == null ? now : arrivedAt;
    }

    /** Nobody was there in time; mended by no later arrival. */
    void late(Instant now) {
        lateAt = lateAt == null ? now : lateAt;
    }

    /** The desk knows how it is there. */
    void heard(Instant now) {
        heardAt = now;
    }

    /** Answers whether this service had been asked for before. */
    boolean serviceAsked(String number) {
        boolean before = services.contains(number);
        services = before ? services : (services + " " + number).strip();
        return before;
    }

    boolean serviceCalled(String number) {
        return services.contains(number);
    }

    boolean anyServiceAsked() {
        return !services.isEmpty();
    }

    void personHome(PersonHome known) {
        personHome = known;
    }

    @Nullable
    PersonHome personHome() {
        return personHome;
    }

    /** From here on nobody reads about it on a phone. */
    void isFoundDead() {
        foundDead = true;
    }

    boolean foundDead() {
        return foundDead;
    }

    void entryAskedBy(@Nullable String name) {
        entryAskedBy = name;
    }

    int attempt() {
        return ++attempts;
    }

    int followUp() {
        return ++followUps;
    }

    /** The device has an owner now; {@code place} is where a repeat finds this alarm. */
    void belongsTo(long person, @Nullable String itsRoom, @Nullable String where, @Nullable String place) {
        resident = person;
        room = itsRoom;
        area = where;
        liveKey = place;
    }

    /** From here on a new signal of the same kind is a new case. */
    void resolve(Instant now) {
        resolvedAt = now;
        liveKey = null;
    }

    String caseNumber() {
        return caseNumber;
    }

    AlarmKind kind() {
        return kind;
    }

    Severity severity() {
        return severity;
    }

    String because() {
        return because;
    }

    @Nullable
    Long resident() {
        return resident;
    }

    @Nullable
    String area() {
        return area;
    }

    @Nullable
    String device() {
        return device;
    }

    @Nullable
    String room() {
        return room;
    }

    @Nullable
    String liveKey() {
        return liveKey;
    }

    Instant rungAt() {
        return rungAt;
    }

    Instant lastRingAt() {
        return lastRingAt;
    }

    int rings() {
        return rings;
    }

    int repeats() {
        return repeats;
    }

    @Nullable
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    @Nullable
    String acknowledgedBy() {
        return acknowledgedBy;
    }

    @Nullable
    Instant clearedAt() {
        return clearedAt;
    }

    @Nullable
    Instant mustTakeAt() {
        return mustTakeAt;
    }

    @Nullable
    Instant fireCallAt() {
        return fireCallAt;
    }

    @Nullable
    Instant fireCallDone() {
        return fireCallDone;
    }

    @Nullable
    Instant resolvedAt() {
        return resolvedAt;
    }

    int attempts() {
        return attempts;
    }

    Level level() {
        return level;
    }

    @Nullable
    Instant helpAskedAt() {
        return helpAskedAt;
    }

    @Nullable
    Instant comingAt() {
        return comingAt;
    }

    @Nullable
    Instant arrivedAt() {
        return arrivedAt;
    }

    @Nullable
    Instant lateAt() {
        return lateAt;
    }

    @Nullable
    Instant heardAt() {
        return heardAt;
    }

    @Nullable
    String entryAskedBy() {
        return entryAskedBy;
    }

    @Override
    public String getId() {
        return caseNumber;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }
}
