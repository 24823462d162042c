package care.nearkin.people;

import care.nearkin.kernel.Seal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** By what residents are found, written with each of them. */
@Component
class SearchIndex {

    private final JdbcTemplate jdbc;
    private final Seal seal;
    private final IdentityPrint prints;

    SearchIndex(JdbcTemplate jdbc, Seal seal, IdentityPrint prints) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.prints = prints;
    }

    void write(Resident resident) {
        write(List.of(resident));
    }

    void write(List<Resident> residents) {
        Map<Long, List<String>> former = former(residents);
        jdbc.batchUpdate(
                """
                insert into resident_search (resident_id, words, pieces, numbers) values (?, ?, ?, ?)
                on conflict (resident_id) do update
                set words = excluded.words, pieces = excluded.pieces, numbers = excluded.numbers
                """,
                residents.stream()
                        .map(resident -> row(resident, former.getOrDefault(resident.id(), List.of())))
                        .toList());
    }

    /** Names and keys of records that were merged into theirs. */
    private Map<Long, List<String>> former(List<Resident> residents) {
        Map<Long, List<String>> former = new HashMap<>();
        jdbc.query(
                "select into_id, resident_key, name from merged_resident where into_id = any(?)",
                row -> {
                    List<String> words = former.computeIfAbsent(row.getLong("into_id"), id -> new ArrayList<>());
                    words.add(row.getString("resident_key"));
                    String name = row.getString("name");
                    if (name != null) {
                        words.add(name);
                        words.addAll(Pinyin.of(name));
                    }
                },
                (Object) residents.stream().map(Resident::id).toArray(Long[]::new));
        return former;
    }

    private Object[] row(Resident resident, List<String> former) {
        String words = words(resident, former);
        return new Object[] {
            resident.id(),
            words,
            SearchText.pieces(words).toArray(String[]::new),
            numbers(resident).toArray(String[]::new)
        };
    }

    private static String words(Resident resident, List<String> former) {
        List<String> words = new ArrayList<>(List.of(resident.name(), resident.key()));
        words.addAll(former);
        words.addAll(Pinyin.of(resident.name()));
        Household home = resident.household();
        if (home != null) {
            words.add(home.address().line());
        }
        return SearchText.plain(String.join("\n", words));
    }

    private Set<String> numbers(Resident resident) {
        Set<String> numbers = new TreeSet<>();
        Stream.concat(
                        resident.phones().stream().map(ResidentCard.Phone::number),
                        resident.contacts().stream()
                                .map(contact -> contact.asPut().phone()))
                .flatMap(number -> PhoneDigits.of(number).stream())
                .map(digits -> seal.fingerprint(digits, "phone"))
                .forEach(numbers::add);
        numbers.addAll(prints.found(resident.identity()));
        return numbers;
    }

    /**
     * A condition on {@code resident_search s} that holds where each word is found in name, pinyin, key or address, or is a
     * telephone number of hers or of a contact or the number of her document, whole or by its last four. Adds its values;
     * null for nothing to look for, such as one letter.
     */
    @Nullable
    String condition(@Nullable String search, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        for (String word : SearchText.words(search == null ? "" : search)) {
            Set<String> pieces = SearchText.wanted(word);
            if (!pieces.isEmpty()) {
                conditions.add(condition(word, pieces, values));
            }
        }
        return conditions.isEmpty() ? null : String.join(" and ", conditions);
    }

    private String condition(String word, Set<String> pieces, Map<String, Object> values) {
        String name = "word" + values.size();
        values.put(name, ResidentList.holding(word));
        values.put(name + "p", pieces.toArray(String[]::new));
        String inWords = "s.pieces @> cast(:" + name + "p as text[]) and s.words like :" + name;
        List<String> numbers = new ArrayList<>(prints.searched(word));
        if (PhoneDigits.may(word)) {
            numbers.addAll(seal.fingerprints(PhoneDigits.plain(word), "phone"));
        }
        if (numbers.isEmpty()) {
            return inWords;
        }
        values.put(name + "n", numbers.toArray(String[]::new));
        return "(" + inWords + " or s.numbers && cast(:" + name + "n as text[]))";
    }
}
