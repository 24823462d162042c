package care.nearkin.casetype.alarm;

import care.nearkin.notification.Message;
import care.nearkin.notification.Messages;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import care.nearkin.notification.To;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Writes to people outside about an alarm. A contact reads whose alarm it is; a responder reads only that somebody needs
 * help, and opens her link for the rest. Nobody reads of an illness.
 */
@Component
class AskLetters {

    /** An ask with the secret of its link, which is written to her and to nobody else. */
    record Letter(Ask ask, Somebody to, String secret) {}

    private final AskRows asks;
    private final Messages messages;
    private final Notices notices;
    private final Residents residents;

    AskLetters(AskRows asks, Messages messages, Notices notices, Residents residents) {
        this.asks = asks;
        this.messages = messages;
        this.notices = notices;
        this.residents = residents;
    }

    Letter letter(Alarm alarm, Somebody to, int ring, Instant now, Instant expires) {
        String secret = LinkSecret.make();
        return new Letter(new Ask(alarm.caseNumber(), to, ring, LinkSecret.hash(secret), now, expires), to, secret);
    }

    void send(Alarm alarm, List<Letter> letters) {
        asks.saveAll(letters.stream().map(Letter::ask).toList());
        String name = name(alarm);
        messages.send(letters.stream()
                .flatMap(letter -> messages(alarm, letter, name).stream())
                .toList());
        letters.stream().filter(letter -> letter.to().staff() != null).forEach(letter -> tellStaff(alarm, letter));
    }

    /** Nothing about this alarm leaves any more. */
    void recall(Alarm alarm) {
        messages.recall("alarm-ask:" + alarm.caseNumber());
    }

    /** They need not go, or go on; what has not left yet does not leave any more. */
    void standDown(Alarm alarm, List<Ask> asked) {
        asked.forEach(ask -> messages.recall(key(ask)));
        messages.send(asked.stream()
                .filter(ask -> ask.phone() != null)
                .map(ask -> new Message(
                        "alarm.stand-down",
                        "alarm-stand-down:" + ask.caseNumber() + ":" + ask.id(),
                        new To.Phone(java.util.Objects.requireNonNull(ask.phone()), To.Via.SMS),
                        java.util.Locale.SIMPLIFIED_CHINESE,
                        Map.of("kind", "alarm.kind." + alarm.kind()),
                        null,
                        true,
                        alarm.area()))
                .toList());
        asked.stream().filter(ask -> ask.staff() != null).forEach(ask -> notices.over(key(ask)));
    }

    private static List<Message> messages(Alarm alarm, Letter letter, String name) {
        Somebody to = letter.to();
        List<To> ways = new ArrayList<>();
        if (to.phone() != null) {
            ways.add(new To.Phone(to.phone(), To.Via.SMS));
        }
        if (to.mail() != null) {
            ways.add(new To.Mail(to.mail()));
        }
        String kind = to.kind() == Ask.Kind.CONTACT ? "alarm.contact" : "alarm.responder";
        return ways.stream()
                .map(way -> new Message(
                        kind,
                        key(letter.ask()) + ":" + way.channel(),
                        way,
                        to.language(),
                        Map.of("kind", "alarm.kind." + alarm.kind(), "name", name),
                        "/help/" + letter.secret(),
                        true,
                        alarm.area()))
                .toList();
    }

    private void tellStaff(Alarm alarm, Letter letter) {
        notices.tell(new Notice(
                "alarm.asked",
                key(letter.ask()),
                Set.of(),
                Set.of(java.util.Objects.requireNonNull(letter.to().staff())),
                alarm.area(),
                Map.of("kind", "alarm.kind." + alarm.kind()),
                "/my-asks/" + letter.ask().id(),
                true,
                Set.of(Notice.Channel.IN_APP, Notice.Channel.EMAIL)));
    }

    private String name(Alarm alarm) {
        Long resident = alarm.resident();
        return resident == null
                ? ""
                : residents.brief(resident).map(ResidentBrief::name).orElse("");
    }

    private static String key(Ask ask) {
        return "alarm-ask:" + ask.caseNumber() + ":" + ask.id();
    }
}
