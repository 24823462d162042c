package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A resident's row by its columns' names; a column that the table does not have keeps what was known. */
record ResidentCells(List<String> head, List<String> row) {

    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "是", "√");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "否");

    /** What cells mean that are no plain text: {@code words} to know choices by their names, {@code areas} key to name. */
    record Reader(Words words, Map<String, String> areas, LocalDate today) {}

    @Nullable
    String get(String column) {
        int at = head.indexOf(column);
        if (at < 0 || at >= row.size() || row.get(at).isBlank()) {
            return null;
        }
        String text = row.get(at).strip();
        return text.matches("(?s)'[=+\\-@].*") ? text.substring(1) : text;
    }

    /** Usable only when {@code faults} stays empty. */
    Put read(String key, @Nullable Put before, Reader reader, Faults faults) {
        Put put = form(before, reader, faults)
                .read(faults, key, reader.today(), before == null ? null : before.identity());
        Address address = put.address();
        return new Put(
                put.key(),
                put.name(),
                put.birthDate(),
                put.sex(),
                put.identity(),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                address == null || address.isEmpty() ? null : address,
                put.health(),
                put.phones(),
                put.keyPlace(),
                put.note(),
                contacts(before, faults));
    }

    private ResidentForm form(@Nullable Put before, Reader reader, Faults faults) {
        ResidentForm known = before == null ? ResidentForm.empty() : ResidentForm.of(before, 0);
        return new ResidentForm(
                null,
                null,
                kept("name", known.name()),
                day(kept("birth_date", known.birthDate())),
                choice(reader, "people.sex.", Residents.Sex.class, kept("sex", known.sex())),
                choice(
                        reader,
                        "people.identity.",
                        Identity.Kind.class,
                        get("kind") == null ? known.kind() : get("kind")),
                get("number"),
                faults.checked(() -> flag("lives_alone", Boolean.TRUE.equals(known.livesAlone()))),
                choice(reader, "people.risk.", ResidentCard.Risk.class, kept("risk", known.risk())),
                kept("mobility", known.mobility()),
                choice(reader, "people.moves.", Residents.Moves.class, kept("moves", known.moves())),
                area(reader, kept("area", known.area())),
                kept("community", known.community()),
                kept("estate", known.estate()),
                kept("building", known.building()),
                kept("unit", known.unit()),
                kept("room", known.room()),
                kept("text", known.text()),
                kept("home", known.home()),
                kept("mobile", known.mobile()),
                kept("device", known.device()),
                kept("health", known.health()),
                kept("key_place", known.keyPlace()),
                kept("note", known.note()));
    }

    /** In the order of their columns; of those known already, whom the table has no columns for stay at the end. */
    private List<PutContact> contacts(@Nullable Put before, Faults faults) {
        List<PutContact> known = before == null || before.contacts() == null ? List.of() : before.contacts();
        List<PutContact> contacts = new ArrayList<>();
        int columns = 0;
        for (int i = 1; i <= ResidentTable.MOST_CONTACTS; i++) {
            String prefix = "contact" + i + "_";
            if (head.stream().anyMatch(column -> column.startsWith(prefix))) {
                columns = i;
                if (head.stream().anyMatch(column -> column.startsWith(prefix) && get(column) != null)) {
                    PutContact contact = contact(prefix, known, faults);
                    contacts.add(contact);
                }
            }
        }
        known.stream()
                .skip(columns)
                .filter(old -> contacts.stream().noneMatch(contact -> same(contact, old.name(), old.relation())))
                .forEach(contacts::add);
        return List.copyOf(contacts);
    }

    private PutContact contact(String prefix, List<PutContact> known, Faults faults) {
        String name = get(prefix + "name");
        String relation = get(prefix + "relation");
        ContactForm old = known.stream()
                .filter(one -> same(one, name, relation))
                .findFirst()
                .map(ContactForm::of)
                .orElse(ContactForm.empty());
        Faults own = new Faults();
        PutContact contact = new ContactForm(
                        name,
                        relation,
                        kept(prefix + "place", old.place()),
                        kept(prefix + "phone", old.phone()),
                        kept(prefix + "mail", old.mail()),
                        own.checked(() -> flag(prefix + "has_key", Boolean.TRUE.equals(old.hasKey()))),
                        kept(prefix + "language", old.language()))
                .read(own);
        own.under(prefix).forEach(faults::add);
        return contact;
    }

    private static boolean same(PutContact contact, @Nullable String name, @Nullable String relation) {
        return contact.name().equals(name) && contact.relation().equals(relation);
    }

    private @Nullable String kept(String column, @Nullable String known) {
        return head.contains(column) ? get(column) : known;
    }

    private boolean flag(String column, boolean known) {
        String text = get(column);
        if (text == null) {
            return !head.contains(column) && known;
        }
        String plain = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(plain) && !NO.contains(plain)) {
            throw Refusal.invalid(column, "people.table.flag");
        }
        return YES.contains(plain);
    }

    /** As spreadsheets show days, too: {@code 1945/3/8}, {@code 1945年3月8日} and {@code 19450308}. */
    private static @Nullable String day(@Nullable String text) {
        if (text == null || text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return text;
        }
        String[] parts = text.matches("\\d{8}")
                ? new String[] {text.substring(0, 4), text.substring(4, 6), text.substring(6)}
                : text.replaceAll("日$", "").split("[-/.年月]");
        boolean day = parts.length == 3
                && parts[0].matches("\\d{4}")
                && parts[1].matches("\\d{1,2}")
                && parts[2].matches("\\d{1,2}");
        return day ? "%s-%02d-%02d".formatted(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])) : text;
    }

    /** By its name in any language; what is none is left for the check to refuse. */
    private static <E extends Enum<E>> @Nullable String choice(
            Reader reader, String prefix, Class<E> kind, @Nullable String text) {
        Function<E, Boolean> named = one -> Words.LANGUAGES.stream()
                .anyMatch(language -> reader.words()
                        .say(language, prefix + one.name())
                        .equalsIgnoreCase(Objects.requireNonNullElse(text, "")));
        return Arrays.stream(kind.getEnumConstants())
                .filter(named::apply)
                .map(Enum::name)
                .findFirst()
                .orElse(text);
    }

    /** By key, or by a name that only one has. */
    private static @Nullable String area(Reader reader, @Nullable String text) {
        List<String> named = reader.areas().entrySet().stream()
                .filter(area -> area.getValue().equals(text))
                .map(Map.Entry::getKey)
                .toList();
        return named.size() == 1 && !reader.areas().containsKey(Objects.requireNonNullElse(text, ""))
                ? named.get(0)
                : text;
    }
}
