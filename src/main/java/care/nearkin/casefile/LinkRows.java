package care.nearkin.casefile;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LinkRows extends Repository<LinkRow, LinkRow.Key> {

    LinkRow save(LinkRow row);

    boolean existsById(LinkRow.Key key);

    void deleteById(LinkRow.Key key);

    @Query("select l from LinkRow l where l.key.number = :number order by l.key.other")
    List<LinkRow> of(String number);
}
