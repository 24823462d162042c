package care.nearkin.casetype.alarm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The place that an open alarm of a person and kind holds; its primary key is what keeps a second one out. */
@Entity
@Table(name = "alarm_live")
class LiveAlarm implements Persistable<String> {

    @Id
    private String liveKey = "";

    private String caseNumber = "";

    @Transient
    private boolean fresh;

    /** One place per person and kind, or per device where the person is not known; null when neither is known. */
    static @Nullable String place(@Nullable Long resident, @Nullable String device, AlarmKind kind) {
        if (resident != null) {
            return "r:" + resident + ":" + kind;
        }
        return device == null ? null : "d:" + device + ":" + kind;
    }

    protected LiveAlarm() {}

    LiveAlarm(String liveKey, String caseNumber) {
        this.liveKey = liveKey;
        this.caseNumber = caseNumber;
        this.fresh = true;
    }

    String caseNumber() {
        return caseNumber;
    }

    @PrePersist
    void stored() {
        fresh = false;
    }

    @Override
    public String getId() {
        return liveKey;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
