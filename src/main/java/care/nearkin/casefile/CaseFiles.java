package care.nearkin.casefile;

import care.nearkin.kernel.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All case files. Every writing method joins the caller's transaction. */
public interface CaseFiles {

    /** Gives the number, writes the row and the first entry, starts the process. */
    String open(OpenCase command);

    Optional<CaseFile> find(String number);

    Map<String, CaseFile> find(Collection<String> numbers);

    /** Adds to the timeline; refuses an unknown number. */
    void note(String number, Entry entry);

    /** Where it stands, as a words key below {@code <type>.stage.}; changes nothing when it is there already. */
    void stage(String number, String stage);

    void urgency(String number, String urgency);

    /** Whom it is about is known only now; her area's people see it from here on. */
    void about(String number, long resident, @Nullable String area);

    /** Links two cases both ways; linking twice links once. */
    void link(String number, String other, String kind);

    /** Says for good that this case goes on in {@code leading}, which the program itself found; ending it is its type's. */
    void merged(String number, String leading);

    /**
     * Leaves a mark for another case type, which takes it up as a case of its own; marking twice marks once.
     *
     * @param because words key of the reason
     * @return false when it was marked before
     */
    boolean handOver(String number, String toType, String because);

    /** What waits for this case type to take up, oldest first. */
    List<HandOver> handedOver(String toType, int most);

    /** Oldest first; private text is opened, so the reading is logged. */
    List<TimelineEntry> timeline(String number);

    /** The last so many of a sort, oldest first; {@code strand} null is any. Logged as {@link #timeline(String)}. */
    List<TimelineEntry> timeline(String number, @Nullable Strand strand, int last);

    List<Link> links(String number);

    Slice<CaseFile> list(Query query);

    /** Of several people, the newest first; {@code types}, {@code areas} and {@code reader} as in {@link Query}. */
    Slice<CaseFile> ofPeople(
            Collection<Long> residents,
            @Nullable Set<String> types,
            @Nullable Set<String> areas,
            String reader,
            int limit);

    /** {@code text} is what a person wrote and is kept sealed; an argument starting with {@code @} is a words key. */
    record Entry(
            String kind,
            Instant at,
            @Nullable String by,
            List<String> arguments,
            @Nullable String text) {

        public static Entry of(String kind, Instant at, String... arguments) {
            return new Entry(kind, at, null, List.of(arguments), null);
        }
    }

    record Link(String number, String kind) {}

    /** What a case of another type left behind. */
    record HandOver(String number, String because, Instant at) {}

    /**
     * What a list shows; null means any, also of {@code types}, which narrows to those that the viewer may read. {@code areas} null means everywhere; cases without an area are always shown;
     * a sealed one only if {@code reader} is named; {@code number} is how it begins or ends, or its running number alone. Newest first, unless {@code oldest}.
     */
    record Query(
            @Nullable String type,
            @Nullable Set<String> types,
            CaseFile.@Nullable Status status,
            @Nullable Long resident,
            @Nullable Set<String> areas,
            String reader,
            @Nullable String number,
            boolean oldest,
            @Nullable String after,
            int limit) {}
}
