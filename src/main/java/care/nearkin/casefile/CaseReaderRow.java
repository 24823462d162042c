package care.nearkin.casefile;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who may read a sealed case, for good or until a time; written by {@link CaseReaders}. */
@Entity
@Table(name = "case_reader")
class CaseReaderRow {

    @Embeddable
    record Key(String caseNumber, String reader) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", "");

    private @Nullable Instant until;

    protected CaseReaderRow() {}

    Key key() {
        return key;
    }
}
