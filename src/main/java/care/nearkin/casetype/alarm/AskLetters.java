package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.notification.Channel;
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
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Writes to people outside about an alarm. A contact reads whose alarm it is; a responder reads only that somebody needs
 * help, and opens her link for the rest. Nobody reads of an illness.
 */
@Component
class AskLetters {

    /** An ask with the secret of its link, which is written to her and to nobody else. */
    record Letter(Ask ask, Somebody to, String secret) {}

    /** A telephone on a wire: with or without the country's and the area's code; mobile ones begin with 13 to 19. */
    private static final Pattern FIXED_LINE = Pattern.compile("(\\+86|0086|86)?(0\\d{9,11}|10\\d{8}|[2-9]\\d{6,10})");

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
        boolean speaks = speaks(alarm);
        messages.send(letters.stream()
                .flatMap(letter -> messages(alarm, letter, name, speaks).stream())
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
        boolean speaks = speaks(alarm);
        messages.send(asked.stream()
                .flatMap(ask -> ways(ask, alarm, speaks).stream().map(way -> standDown(alarm, ask, way)))
                .toList());
        asked.stream().filter(ask -> ask.staff() != null).forEach(ask -> notices.over(key(ask)));
    }

    private static Message standDown(Alarm alarm, Ask ask, To way) {
        return new Message(
                "alarm.stand-down",
                "alarm-stand-down:" + ask.caseNumber() + ":" + ask.id() + ":" + way.channel(),
                way,
                ask.language(),
                Map.of("kind", "alarm.kind." + alarm.kind()),
                null,
                true,
                alarm.area());
    }

    /**
     * Every way to her. Where telephones can be spoken to, a phone that nobody can write to is, and where a life is at stake
     * every phone: a message is slept through.
     */
    private static List<To> ways(Ask ask, Alarm alarm, boolean speaks) {
        List<To> ways = new ArrayList<>();
        String phone = ask.phone();
        String mail = ask.mail();
        if (phone != null) {
            boolean written =
                    !FIXED_LINE.matcher(phone.replaceAll("[^+0-9]", "")).matches();
            if (written || !speaks) {
                ways.add(new To.Phone(phone, To.Via.SMS));
            }
            if (speaks && (!written || alarm.severity() == Severity.CRITICAL)) {
                ways.add(new To.Phone(phone, To.Via.VOICE));
            }
        }
        if (mail != null) {
            ways.add(new To.Mail(mail));
        }
        return ways;
    }

    private boolean speaks(Alarm alarm) {
        return messages.carries(Channel.VOICE, alarm.area());
    }

    private static List<Message> messages(Alarm alarm, Letter letter, String name, boolean speaks) {
        String kind = letter.to().kind() == Ask.Kind.CONTACT ? "alarm.contact" : "alarm.responder";
        return ways(letter.ask(), alarm, speaks).stream()
                .map(way -> new Message(
                        way.channel() == Channel.VOICE ? kind + "-call" : kind,
                        key(letter.ask()) + ":" + way.channel(),
                        way,
                        letter.to().language(),
                        Map.of("kind", "alarm.kind." + alarm.kind(), "name", name),
                        way.channel() == Channel.VOICE ? null : "/help/" + letter.secret(),
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
