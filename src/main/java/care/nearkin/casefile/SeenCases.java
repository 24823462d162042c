package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases as the person who looks may see them: those of her areas and types, and of sealed ones those in which she is named;
 * others do not exist for her.
 */
@Component
public class SeenCases {

    private final CaseFiles caseFiles;
    private final CaseReaders readers;
    private final AccessLog log;
    private final Viewers viewers;
    private final List<CaseType> types;

    SeenCases(CaseFiles caseFiles, CaseReaders readers, AccessLog log, Viewers viewers, List<CaseType> types) {
        this.log = log;
        this.types = types;
        this.readers = readers;
        this.caseFiles = caseFiles;
        this.viewers = viewers;
    }

    /**
     * Refuses with "not found" what the viewer may not see, so that its existence is not told; of a sealed one that would
     * be hers to see she is told that it is sealed.
     */
    public CaseFile get(String number) {
        return find(number)
                .orElseThrow(() -> closed(number).isPresent()
                        ? Refusal.forbidden("case.sealed", number)
                        : Refusal.notFound("case.not-found", number));
    }

    /** As {@link #get}, for who opens its page: the opening of a sealed one is logged. */
    @Transactional
    public CaseFile open(String number) {
        CaseFile file = get(number);
        if (file.isSealed()) {
            log.read(CaseSealing.LOGGED, number);
        }
        return file;
    }

    /** The case that only its seal keeps from the viewer. */
    public Optional<CaseFile> closed(String number) {
        Viewer viewer = viewers.current();
        return inHerReach(viewer, number).filter(file -> !readers.mayRead(viewer.name(), file));
    }

    /** Empty too for one that the viewer may not see. */
    public Optional<CaseFile> find(String number) {
        Viewer viewer = viewers.current();
        return inHerReach(viewer, number).filter(file -> readers.mayRead(viewer.name(), file));
    }

    private Optional<CaseFile> inHerReach(Viewer viewer, String number) {
        return caseFiles
                .find(number)
                .filter(file -> viewer.serves(file.area()) && readable(viewer).contains(file.type()));
    }

    /** The one that leads where this one was merged into another, as far as the viewer may follow. */
    CaseFile leading(CaseFile file) {
        CaseFile leading = file;
        Optional<CaseFile> next = Optional.of(file);
        while (next.isPresent()) {
            leading = next.get();
            next = Optional.ofNullable(leading.mergedInto()).flatMap(this::find);
        }
        return leading;
    }

    /** The keys of the case types that the viewer may read, in alphabetical order. */
    public List<String> types() {
        return readable(viewers.current()).stream().sorted().toList();
    }

    /** The case types whose cases she may read at all. */
    private Set<String> readable(Viewer viewer) {
        return types.stream()
                .filter(type -> type.mayBeReadBy(viewer))
                .map(CaseType::key)
                .collect(Collectors.toSet());
    }

    /** What cases of nobody are told apart by in lists, by number. */
    public Map<String, String> about(Collection<String> numbers) {
        Map<String, String> about = new HashMap<>();
        Set<String> readable = readers.among(viewers.current().name(), numbers).keySet();
        if (!readable.isEmpty()) {
            types.forEach(type -> about.putAll(type.about(readable)));
        }
        return about;
    }

    /** Whether a task's page shows what the case's page shows of this type only. */
    public boolean shownWithTasks(CaseFile file) {
        return types.stream().anyMatch(type -> type.key().equals(file.type()) && type.shownWithTasks());
    }

    /** Newest first; null means any. */
    public Slice<CaseFile> list(
            @Nullable String type,
            CaseFile.@Nullable Status status,
            @Nullable Long resident,
            @Nullable String after,
            int limit) {
        return list(type, status, resident, null, false, after, limit);
    }

    /** The newest of several people. */
    Slice<CaseFile> ofPeople(Collection<Long> residents, int limit) {
        Viewer viewer = viewers.current();
        return caseFiles.ofPeople(
                residents, narrowed(viewer), viewer.everywhere() ? null : viewer.areas(), viewer.name(), limit);
    }

    private @Nullable Set<String> narrowed(Viewer viewer) {
        Set<String> readable = readable(viewer);
        return readable.size() == types.size() ? null : readable;
    }

    Slice<CaseFile> list(
            @Nullable String type,
            CaseFile.@Nullable Status status,
            @Nullable Long resident,
            @Nullable String number,
            boolean oldest,
            @Nullable String after,
            int limit) {
        if (after != null && !after.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "case.cursor");
        }
        Viewer viewer = viewers.current();
        return caseFiles.list(new CaseFiles.Query(
                type,
                narrowed(viewer),
                status,
                resident,
                viewer.everywhere() ? null : viewer.areas(),
                viewer.name(),
                number,
                oldest,
                after,
                limit));
    }
}
