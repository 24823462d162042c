package care.nearkin.casetype.alarm;

import care.nearkin.access.AccessLog;
import care.nearkin.engine.FormNotes;
import care.nearkin.engine.OpenTask;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who was asked, what she answered, when she was there and how she is telephoned, in the forms of those who look after it: also in Tasklist. */
@Component
class AskedInForm implements FormNotes {

    private static final Set<String> TASKS = Set.of("Task_Guide", "Task_Hear", "Task_DecideThree");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final AskRows asks;
    private final AccessLog accessLog;
    private final Words words;
    private final Clock clock;

    AskedInForm(AskRows asks, AccessLog accessLog, Words words, Clock clock) {
        this.asks = asks;
        this.accessLog = accessLog;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public String flow() {
        return AlarmCase.KEY;
    }

    @Override
    @Transactional
    public Map<String, String> of(OpenTask task, Locale reader) {
        if (!TASKS.contains(task.key())) {
            return Map.of();
        }
        List<Ask> asked = asks.findByCaseNumberOrderById(task.caseNumber());
        if (asked.isEmpty()) {
            return Map.of();
        }
        accessLog.read("asked", task.caseNumber());
        return Map.of("Text_Asked", asked.stream().map(ask -> line(ask, reader)).collect(Collectors.joining("\n")));
    }

    private String line(Ask ask, Locale reader) {
        Instant arrived = ask.arrivedAt();
        Instant answered = ask.answeredAt();
        Instant when = arrived != null ? arrived : answered != null ? answered : ask.askedAt();
        String line = words.say(
                reader,
                "alarm.asked.line",
                ask.name(),
                words.say(reader, "alarm.ask.kind." + ask.kind()),
                words.say(reader, "alarm.ask.state." + ask.state()),
                TIME.format(when.atZone(clock.getZone())));
        String phone = ask.phone();
        return phone == null || !ask.state().toBeCalled()
                ? line
                : words.say(reader, "alarm.asked.line.phone", line, phone);
    }
}
