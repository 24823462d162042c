package care.nearkin.signal;

import care.nearkin.access.Teams;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What fields of choice offer, and what is wrong with a form, in the reader's language. */
@Component("signalChoices")
class Choices {

    private final Words words;
    private final Teams teams;

    Choices(Words words, Teams teams) {
        this.words = words;
        this.teams = teams;
    }

    Map<String, String> areas() {
        return teams.areas();
    }

    Map<String, String> kinds() {
        return said("signal.kind.", DeviceKind::key, DeviceKind.values());
    }

    Map<String, String> states() {
        return said("signal.state.", Enum::name, Device.State.values());
    }

    Map<String, String> powers() {
        return said("signal.power.", Enum::name, Device.Power.values());
    }

    Map<String, String> commands() {
        return said("signal.command.", can -> can.name().toLowerCase(Locale.ROOT), Device.Can.values());
    }

    Map<String, String> proposals() {
        return said("signal.proposed.", Enum::name, ProposedDevices.Show.values());
    }

    Map<String, String> needs() {
        return said("signal.need.", Enum::name, DeviceNeed.Kind.values());
    }

    Map<String, String> outcomes() {
        return said("signal.outcome.", Enum::name, Outcome.values());
    }

    Map<String, String> fault(Refusal refusal) {
        return Map.of(
                Objects.requireNonNullElse(refusal.field(), "form"),
                words.say(refusal.words(), refusal.arguments().toArray()));
    }

    /** A why may be another module's key; an unknown one is shown as it is rather than not at all. */
    public String why(String key) {
        return words.know(key) ? words.say(key) : key;
    }

    /** What a device said: yes and no in words, anything else as it was sent. */
    public @Nullable String value(@Nullable String sent) {
        String key = "signal.value." + sent;
        return words.know(key) ? words.say(key) : sent;
    }

    @SafeVarargs
    private <T> Map<String, String> said(String prefix, Function<T, String> key, T... values) {
        Map<String, String> said = new LinkedHashMap<>();
        for (T value : values) {
            said.put(key.apply(value), words.say(prefix + key.apply(value)));
        }
        return said;
    }
}
