package care.nearkin.people;

import jakarta.persistence.QueryHint;
import java.util.List;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Rows of contacts, for reading; they are written with their resident. */
interface ContactRows extends Repository<Contact, Long> {

    /** Asked for every alarm: what else waits to be written in the transaction stays waiting. */
    @Query("""
            select new care.nearkin.people.ContactRows$Row(c.id, c.name, c.relation, c.phone, c.mail, c.hasKey, c.language)
            from Contact c where c.resident.id = :resident order by c.position
            """)
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    List<Row> of(long resident);

    /** Somebody to tell. */
    record Row(
            long id,
            String name,
            String relation,
            @Nullable String phone,
            @Nullable String mail,
            boolean hasKey,
            String language) {}
}
