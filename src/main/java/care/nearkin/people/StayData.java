package care.nearkin.people;

import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a resident has lived, for the copy of her data. */
@Component
class StayData implements PersonalData {

    private final Stays stays;
    private final Words words;
    private final Clock clock;

    StayData(Stays stays, Words words, Clock clock) {
        this.stays = stays;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public List<Chapter> of(long resident, Locale language) {
        DateTimeFormatter times = DateTimeFormatter.ofPattern(words.say(language, "web.time.exact"), language)
                .withZone(clock.getZone());
        List<Part> parts = stays.of(resident).stream()
                .map(stay -> Part.of(
                        stay.line(),
                        new Known()
                                .add(words.say(language, "people.home.since"), written(stay.movedIn(), times))
                                .add(words.say(language, "people.home.until"), written(stay.movedOut(), times))
                                .values()))
                .toList();
        return List.of(new Chapter("homes", words.say(language, "people.copy.homes"), parts));
    }

    private static @Nullable String written(@Nullable Instant at, DateTimeFormatter times) {
        return at == null ? null : times.format(at);
    }
}
