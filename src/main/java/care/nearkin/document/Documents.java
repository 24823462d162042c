package care.nearkin.document;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Files and photos of a case, as the person who looks may add, read and remove them. */
@Component
class Documents {

    static final int LARGEST = 10_000_000;
    private static final int MOST_OF_A_CASE = 100;
    private static final int LONGEST_NAME = 120;

    /** What somebody chose on her computer or took with her phone. */
    record Chosen(@Nullable String name, byte[] content) {}

    private record Plain(String name, FileKind kind, byte[] content) {}

    private final DocumentRows rows;
    private final VirusScan virusScan;
    private final SeenCases cases;
    private final CaseFiles caseFiles;
    private final AccessLog accessLog;
    private final ApplicationEventPublisher events;
    private final Viewers viewers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Documents(
            DocumentRows rows,
            VirusScan virusScan,
            SeenCases cases,
            CaseFiles caseFiles,
            AccessLog accessLog,
            ApplicationEventPublisher events,
            Viewers viewers,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.virusScan = virusScan;
        this.cases = cases;
        this.caseFiles = caseFiles;
        this.accessLog = accessLog;
        this.events = events;
        this.viewers = viewers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The names of files tell about people, so looking at them is reading. */
    List<Document> of(String caseNumber) {
        cases.get(caseNumber);
        return within(() -> {
            List<Document> all = rows.of(caseNumber, MOST_OF_A_CASE);
            if (!all.isEmpty()) {
                accessLog.read("documents", caseNumber);
            }
            return all;
        });
    }

    /** All of them or none: nobody has to find out which were taken. Looked at before the database is held. */
    void add(String caseNumber, @Nullable String taskId, List<Chosen> chosen) {
        cases.get(caseNumber);
        if (chosen.isEmpty()) {
            throw Refusal.invalid("file", "document.none");
        }
        List<Plain> plain = chosen.stream().map(this::plain).toList();
        transaction.executeWithoutResult(tx -> {
            if (rows.count(caseNumber) + plain.size() > MOST_OF_A_CASE) {
                throw Refusal.conflict("document.too-many", MOST_OF_A_CASE);
            }
            plain.forEach(file -> add(caseNumber, taskId, file));
        });
    }

    byte[] read(Document document) {
        return within(() -> {
            accessLog.read("document", Long.toString(document.id()), document.caseNumber());
            return rows.content(document);
        });
    }

    /** Refuses what is not there and what she may not see in the same words. */
    Document get(long id) {
        Document document = rows.find(id).orElseThrow(() -> Refusal.notFound("document.gone"));
        try {
            cases.get(document.caseNumber());
        } catch (Refusal hidden) {
            throw Refusal.notFound("document.gone");
        }
        return document;
    }

    boolean mayRemove(Document document) {
        Viewer viewer = viewers.current();
        return viewer.name().equals(document.addedBy()) || viewer.in(Group.SUPERVISOR);
    }

    /** What was attached to the wrong case must not stay there; that it was there does. */
    void remove(Document document) {
        if (!mayRemove(document)) {
            throw Refusal.forbidden("document.not-yours");
        }
        transaction.executeWithoutResult(tx -> {
            rows.remove(document.id());
            accessLog.wrote("document", Long.toString(document.id()), "removed from " + document.caseNumber());
            note(document.caseNumber(), "document.removed", document.name(), clock.instant());
        });
    }

    private Plain plain(Chosen chosen) {
        if (chosen.content().length > LARGEST) {
            throw Refusal.invalid("file", "document.too-large", LARGEST / 1_000_000);
        }
        FileKind kind = FileKind.of(chosen.content()).orElseThrow(() -> Refusal.invalid("file", "document.other-kind"));
        virusScan.check(chosen.content());
        try {
            return new Plain(kind.named(name(chosen.name())), kind, kind.withoutTraces(chosen.content()));
        } catch (BrokenFile broken) {
            throw Refusal.invalid("file", "document.broken");
        }
    }

    /** Without folders and signs that no file name has. */
    private static String name(@Nullable String given) {
        String name =
                given == null ? "" : given.replaceAll("^.*[/\\\\]", "").replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "_");
        name = name.strip();
        if (name.length() > LONGEST_NAME) {
            name = name.substring(name.length() - LONGEST_NAME);
        }
        return name.isEmpty() ? "file" : name;
    }

    private void add(String caseNumber, @Nullable String taskId, Plain file) {
        Instant now = clock.instant();
        String by = viewers.current().name();
        Document document = new Document(
                rows.nextId(),
                caseNumber,
                taskId,
                file.name(),
                file.kind(),
                file.content().length,
                DocumentRows.partsOf(file.content()),
                by,
                now);
        rows.add(document, file.content());
        accessLog.wrote("document", Long.toString(document.id()), "added to " + caseNumber);
        note(caseNumber, "document.added", file.name(), now);
    }

    /** On the timeline, which open pages then fetch anew. */
    private void note(String caseNumber, String kind, String name, Instant at) {
        caseFiles.note(
                caseNumber, new CaseFiles.Entry(kind, at, viewers.current().name(), List.of(), name));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    private <T> T within(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(tx -> work.get()));
    }
}
