package care.nearkin.people;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who changed what when in a resident's record, for the copy of her data. */
@Component
class ChangeData implements PersonalData {

    private static final int AT_ONCE = 500;

    private final History history;
    private final HistoryWords historyWords;
    private final StaffAccounts staff;
    private final Words words;
    private final Clock clock;

    ChangeData(History history, HistoryWords historyWords, StaffAccounts staff, Words words, Clock clock) {
        this.history = history;
        this.historyWords = historyWords;
        this.staff = staff;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public List<Chapter> of(long resident, Locale language) {
        List<History.Entry> changes = changes(resident);
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<String, String> names =
                staff.displayNames(changes.stream().map(History.Entry::who).collect(Collectors.toSet()));
        List<String> lines =
                changes.stream().map(change -> line(change, names, language)).toList();
        return List.of(new Chapter(
                "changes",
                words.say(language, "people.copy.changes"),
                List.of(new Part(words.say(language, "people.copy.newest.first"), Map.of(), lines))));
    }

    private List<History.Entry> changes(long resident) {
        List<History.Entry> all = new ArrayList<>();
        String after = null;
        do {
            Slice<History.Entry> some =
                    history.of(History.Record.RESIDENT, resident, new History.Ask(null, null, after, AT_ONCE));
            all.addAll(some.items());
            after = some.next();
        } while (after != null);
        return all;
    }

    private String line(History.Entry change, Map<String, String> names, Locale language) {
        String who = change.who().equals("system")
                ? words.say(language, "people.history.program")
                : names.getOrDefault(change.who(), change.who());
        String at = DateTimeFormatter.ofPattern(words.say(language, "web.time.exact"), language)
                .format(change.at().atZone(clock.getZone()));
        String part = change.part() == Spot.Part.RECORD ? null : words.say(language, "people.part." + change.part());
        String was = historyWords.value(change.field(), change.was(), language);
        String became = historyWords.value(change.field(), change.became(), language);
        return Stream.of(
                        at,
                        who,
                        part,
                        historyWords.name(change, language),
                        words.say(language, "people.field." + change.field()),
                        was == null && became == null
                                ? null
                                : Objects.requireNonNullElse(was, "–") + " → "
                                        + Objects.requireNonNullElse(became, "–"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }
}
