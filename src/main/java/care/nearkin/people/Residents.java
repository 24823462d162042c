package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.people.ResidentCard.Risk;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people served. */
public interface Residents {

    Optional<Long> idOf(String key);

    /** Whose document this is, in whatever area she lives. */
    Optional<Long> withIdentity(Identity identity);

    Optional<ResidentBrief> brief(long id);

    Map<Long, ResidentBrief> briefs(Collection<Long> ids);

    /**
     * Decrypts; writes the read log. {@code why} is what the reader does with it, such as a case number. The caller has
     * decided that the reader may see this person.
     */
    Optional<ResidentCard> card(long id, String why);

    /** Read by processes and tables, not by people: not logged. */
    ResidentCard.Risk risk(long id);

    /** What tables ask of a person; read by processes, not by people: not logged. Unknown residents have none. */
    Optional<Situation> situation(long id);

    /** Whether nobody else is at home who would notice; read by processes and tables, not logged. */
    boolean livesAlone(long id);

    /** Everybody who lives where she lives, herself among them; not logged: nothing but who belongs together is told. */
    List<Long> atHomeOf(long id);

    /** As {@link #risk}, for many at once, by id; who is not known is left out. */
    Map<Long, ResidentCard.Risk> risks(Collection<Long> ids);

    /** In which building they live, by id; who has no address with a building is left out. Not logged: no door is told. */
    Map<Long, Building> buildings(Collection<Long> ids);

    /**
     * Whom these words may mean among those that the viewer serves: parts of a name or an address, pinyin, a telephone
     * number of hers or of a contact, whole or its last four digits. Empty where there is nothing to look for.
     *
     * @param most how many ids to answer; {@link Found#more} says that there are more
     */
    Found found(String words, Viewer viewer, int most);

    /** Creates or changes by the caller's key. */
    Stored put(Put resident);

    boolean isEmpty();

    /** What tables decide by; {@code moves} null when nobody wrote it down, {@code minor} under eighteen. */
    record Situation(ResidentCard.Risk risk, @Nullable Moves moves, boolean minor) {}

    /** How somebody gets about; the free text on her card says more. */
    enum Moves {
        INDEPENDENT,
        AIDED,
        IMMOBILE
    }

    /** The same {@code key} for everybody who lives there; {@code line} is how people call it. */
    record Building(String key, String line) {}

    /** Who was found, in no order. */
    record Found(List<Long> ids, boolean more) {}

    /** What {@link #put} did. */
    record Stored(long id, boolean created) {}

    /** The whole of a resident as the caller knows her; {@code contacts} in their order, null leaves them as they are. */
    record Put(
            String key,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable Sex sex,
            @Nullable Identity identity,
            boolean livesAlone,
            Risk risk,
            @Nullable String mobility,
            @Nullable Moves moves,
            @Nullable Address address,
            @Nullable String health,
            Phones phones,
            @Nullable String keyPlace,
            @Nullable String note,
            @Nullable List<PutContact> contacts) {

        /** Whose document nobody wrote down. */
        public Put(
                String key,
                String name,
                @Nullable LocalDate birthDate,
                @Nullable Sex sex,
                boolean livesAlone,
                Risk risk,
                @Nullable String mobility,
                @Nullable Moves moves,
                @Nullable Address address,
                @Nullable String health,
                Phones phones,
                @Nullable String keyPlace,
                @Nullable String note,
                @Nullable List<PutContact> contacts) {
            this(
                    key,
                    name,
                    birthDate,
                    sex,
                    null,
                    livesAlone,
                    risk,
                    mobility,
                    moves,
                    address,
                    health,
                    phones,
                    keyPlace,
                    note,
                    contacts);
        }

        /** Of whom nobody wrote down how she gets about. */
        public Put(
                String key,
                String name,
                @Nullable LocalDate birthDate,
                @Nullable Sex sex,
                boolean livesAlone,
                Risk risk,
                @Nullable String mobility,
                @Nullable Address address,
                @Nullable String health,
                Phones phones,
                @Nullable String keyPlace,
                @Nullable String note,
                @Nullable List<PutContact> contacts) {
            this(
                    key,
                    name,
                    birthDate,
                    sex,
                    livesAlone,
                    risk,
                    mobility,
                    null,
                    address,
                    health,
                    phones,
                    keyPlace,
                    note,
                    contacts);
        }
    }

    /** The numbers under which a resident herself can be reached; {@code device} is that of the alarm telephone. */
    record Phones(
            @Nullable String home,
            @Nullable String mobile,
            @Nullable String device) {

        public static final Phones NONE = new Phones(null, null, null);
    }

    /** Somebody to tell. */
    record PutContact(
            String name,
            String relation,
            @Nullable String place,
            @Nullable String phone,
            @Nullable String mail,
            boolean hasKey,
            Locale language) {

        /** Whom nobody writes to. */
        public PutContact(
                String name, String relation, @Nullable String place, @Nullable String phone, boolean hasKey) {
            this(name, relation, place, phone, null, hasKey, Locale.SIMPLIFIED_CHINESE);
        }
    }

    /** As in the register. */
    enum Sex {
        FEMALE,
        MALE
    }
}
