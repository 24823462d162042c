package care.nearkin.signal;

import care.nearkin.kernel.SealedText;
import care.nearkin.signal.format.Plain;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A message that is kept, with what became of it; written once, read through {@link Signals}. */
@Entity
@Immutable
@Table(name = "signal")
class SignalRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "signal_seq")
    @SequenceGenerator(name = "signal_seq", allocationSize = 50)
    private @Nullable Long id;

    private Instant receivedAt;
    private @Nullable Instant deviceTime;
    private String topic;
    private String source;
    private @Nullable String device;
    private @Nullable String kind;
    private @Nullable String value;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String why;
    private @Nullable String caseNumber;
    private boolean retained;

    @Convert(converter = SealedText.class)
    private String raw;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String contentHash;

    private @Nullable String sourceId;
    private int part;

    @SuppressWarnings("NullAway.Init")
    protected SignalRow() {}

    /** What the program noticed by itself: that nothing was sent. */
    SignalRow(News news, Answer answer) {
        this.receivedAt = news.receivedAt();
        this.deviceTime = news.deviceTime();
        this.topic = news.kind().key();
        this.source = Item.NOWHERE;
        this.device = news.device().key();
        this.kind = news.kind().key();
        this.value = news.edge().name();
        this.outcome = answer.outcome();
        this.why = answer.why();
        this.caseNumber = answer.caseNumber();
        this.retained = false;
        this.raw = "";
        this.contentHash = "0".repeat(32);
    }

    SignalRow(Item item, Verdict verdict) {
        this.receivedAt = item.message().receivedAt();
        this.deviceTime = verdict.deviceTime();
        this.topic = Plain.text(item.message().topic());
        this.source = item.sourceName();
        this.device = item.device();
        this.kind = verdict.kind();
        this.value = verdict.value();
        this.outcome = verdict.outcome();
        this.why = verdict.why();
        this.caseNumber = verdict.caseNumber();
        this.retained = item.message().retained();
        this.raw = item.message().raw();
        this.contentHash = item.hash();
        this.sourceId = verdict.sourceId();
        this.part = item.part();
    }
}
