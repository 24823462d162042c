package care.nearkin.casefile;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One direction of a link between two cases. */
@Entity
@Table(name = "case_link")
class LinkRow {

    @Embeddable
    record Key(String number, String other, String kind) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", "", "");

    protected LinkRow() {}

    LinkRow(String number, String other, String kind) {
        this.key = new Key(number, other, kind);
    }

    Key key() {
        return key;
    }
}
