package care.nearkin.document;

import care.nearkin.kernel.Seal;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files in the database, which all nodes share: each part sealed as this part of this file. */
@Repository
class DocumentRows {

    private static final int A_PART = 256 * 1024;

    private final JdbcClient jdbc;
    private final Seal seal;

    DocumentRows(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    long nextId() {
        return jdbc.sql("select nextval('document_seq')").query(Long.class).single();
    }

    static int partsOf(byte[] content) {
        return (content.length + A_PART - 1) / A_PART;
    }

    void add(Document document, byte[] content) {
        jdbc.sql("""
                        insert into document (id, case_number, task_id, name, kind, size, parts, added_by, added_at)
                        values (:id, :case, :task, :name, :kind, :size, :parts, :by, :at)""")
                .param("id", document.id())
                .param("case", document.caseNumber())
                .param("task", document.taskId())
                .param("name", seal.seal(document.name(), "document " + document.id()))
                .param("kind", document.kind().name())
                .param("size", document.size())
                .param("parts", document.parts())
                .param("by", document.addedBy())
                .param("at", document.addedAt().atOffset(ZoneOffset.UTC))
                .update();
        for (int part = 0; part < document.parts(); part++) {
            int from = part * A_PART;
            byte[] piece = Arrays.copyOfRange(content, from, Math.min(content.length, from + A_PART));
            jdbc.sql("insert into document_part (document, part, content) values (:id, :part, :content)")
                    .param("id", document.id())
                    .param("part", part)
                    .param("content", seal.seal(piece, boundTo(document, part)))
                    .update();
        }
    }

    Optional<Document> find(long id) {
        return jdbc.sql("select * from document where id = :id")
                .param("id", id)
                .query(this::document)
                .optional();
    }

    /** Newest first. */
    List<Document> of(String caseNumber, int most) {
        return jdbc.sql("select * from document where case_number = :case order by id desc limit :most")
                .param("case", caseNumber)
                .param("most", most)
                .query(this::document)
                .list();
    }

    int count(String caseNumber) {
        return jdbc.sql("select count(*) from document where case_number = :case")
                .param("case", caseNumber)
                .query(Integer.class)
                .single();
    }

    byte[] content(Document document) {
        List<byte[]> sealed = jdbc.sql("select content from document_part where document = :id order by part")
                .param("id", document.id())
                .query((row, at) -> row.getBytes("content"))
                .list();
        if (sealed.size() != document.parts()) {
            throw new IllegalStateException("Document " + document.id() + " is not whole");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(document.size());
        for (int part = 0; part < sealed.size(); part++) {
            content.writeBytes(seal.open(sealed.get(part), boundTo(document, part)));
        }
        return content.toByteArray();
    }

    void remove(long id) {
        jdbc.sql("delete from document where id = :id").param("id", id).update();
    }

    private static String boundTo(Document document, int part) {
        return "document " + document.id() + " of " + document.caseNumber() + ", " + part + " of " + document.parts();
    }

    private Document document(ResultSet row, int at) throws SQLException {
        long id = row.getLong("id");
        return new Document(
                id,
                row.getString("case_number"),
                row.getString("task_id"),
                seal.open(row.getString("name"), "document " + id),
                FileKind.valueOf(row.getString("kind")),
                row.getInt("size"),
                row.getInt("parts"),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
