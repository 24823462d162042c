package care.nearkin.decision;

import care.nearkin.engine.FlowNews;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * What a table decided: which release of it, the facts as they were, the rules that fired and what they gave. Never changed
 * once written; nothing in it names a person but by the case.
 */
@Entity
@Immutable
@Table(name = "decision_taken")
class DecisionTaken {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "decision_taken_seq")
    @SequenceGenerator(name = "decision_taken_seq", allocationSize = 50)
    private @Nullable Long id;

    /** Null for what was decided before there was a case, or that none came of. */
    private @Nullable String caseNumber;

    @Column(name = "table_key")
    private String table = "";

    private int version;
    private Instant takenAt = Instant.EPOCH;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<String> rules = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, Object> facts = Map.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, Object> result = Map.of();

    protected DecisionTaken() {}

    DecisionTaken(FlowNews.Decided news, Instant takenAt) {
        this.caseNumber = news.caseNumber();
        this.table = news.table();
        this.version = news.version();
        this.rules = news.rules();
        this.facts = news.facts();
        this.result = news.result();
        this.takenAt = takenAt;
    }
}
