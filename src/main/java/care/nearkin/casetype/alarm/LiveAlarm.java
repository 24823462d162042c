package care.nearkin.casetype.alarm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
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
