package care.nearkin.signal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account at the broker; topic filters one a line. */
@Entity
@Table(name = "mqtt_account")
class MqttAccount {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mqtt_account_seq")
    @SequenceGenerator(name = "mqtt_account_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private String name;

    private String hash;

    @Convert(converter = LinesText.class)
    private List<String> publish = List.of();

    @Convert(converter = LinesText.class)
    private List<String> subscribe = List.of();

    private boolean locked;

    /** Made up by the sample and readable in its folder, so it is not for a network. */
    private boolean samplePassword;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant changedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init")
    protected MqttAccount() {}

    MqttAccount(String name, String hash, Instant now) {
        this.name = name;
        this.hash = hash;
        this.createdAt = now;
        this.changedAt = now;
    }

    void rights(List<String> mayPublish, List<String> maySubscribe, Instant now) {
        publish = List.copyOf(mayPublish);
        subscribe = List.copyOf(maySubscribe);
        changedAt = now;
    }

    void password(String newHash, Instant now) {
        password(newHash, false, now);
    }

    void password(String newHash, boolean bySample, Instant now) {
        hash = newHash;
        samplePassword = bySample;
        changedAt = now;
    }

    void lock(boolean shut, Instant now) {
        locked = shut;
        changedAt = now;
    }

    public String getName() {
        return name;
    }

    String hash() {
        return hash;
    }

    public List<String> getPublish() {
        return publish;
    }

    public List<String> getSubscribe() {
        return subscribe;
    }

    public boolean isLocked() {
        return locked;
    }

    public Instant getChangedAt() {
        return changedAt;
    }
}
