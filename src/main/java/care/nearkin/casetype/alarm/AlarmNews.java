package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Flows;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.signal.Answer;
import care.nearkin.signal.AnswersNews;
import care.nearkin.signal.News;
import care.nearkin.signal.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Answers a sensor's news: asks table {@code alarm-level} what it is, and raises, joins or notes. */
@Component
@Order(100)
class AlarmNews implements AnswersNews {

    /** The engine sorts what it writes together in quadratic time: some at a time, not a whole storm's batch. */
    private static final int TOGETHER = 20;

    /**
     * What is read for many at once: the people's risk, which case holds a place, and, when the first of them is an alarm,
     * what else is open of these people; the last two grow with what is raised.
     */
    private record Known(
            Map<Long, Risk> risks,
            Map<String, String> open,
            SingletonSupplier<Map<Long, List<SamePerson.Rang>>> around) {}

    private final Decisions decisions;
    private final Residents residents;
    private final Alarms alarms;
    private final SamePerson samePerson;
    private final Notices notices;
    private final Flows flows;
    private final Clock clock;

    AlarmNews(
            Decisions decisions,
            Residents residents,
            Alarms alarms,
            SamePerson samePerson,
            Notices notices,
            Flows flows,
            Clock clock) {
        this.decisions = decisions;
        this.residents = residents;
        this.alarms = alarms;
        this.samePerson = samePerson;
        this.notices = notices;
        this.flows = flows;
        this.clock = clock;
    }

    @Override
    public List<Optional<Answer>> answer(List<News> news) {
        List<Optional<Answer>> answers = new ArrayList<>(news.size());
        for (int from = 0; from < news.size(); from += TOGETHER) {
            List<News> some = news.subList(from, Math.min(news.size(), from + TOGETHER));
            flows.together(() -> {
                Known known = known(some);
                some.forEach(one -> answers.add(answer(one, known)));
            });
        }
        return answers;
    }

    private Known known(List<News> news) {
        Set<Long> people = news.stream()
                .map(one -> one.device().resident())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> places =
                news.stream().map(AlarmNews::place).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Known(
                residents.risks(people), alarms.open(places), SingletonSupplier.of(() -> samePerson.open(people)));
    }

    private Optional<Answer> answer(News news, Known known) {
        if (news.edge() == News.Edge.OFF) {
            return Optional.ofNullable(known.open().get(place(news))).map(this::cleared);
        }
        Decided level =
                decisions.decide(LevelFacts.TABLE, facts(news, known.risks()).inputs());
        Outcome outcome = Outcome.valueOf(level.text("outcome"));
        return switch (outcome) {
            case ALARM -> Optional.of(raise(news, level, known));
            case SERVICE_CALL -> Optional.of(serviceCall(news, level));
            default -> Optional.of(new Answer(outcome, null, level.text("because")));
        };
    }

    private Answer cleared(String caseNumber) {
        alarms.cleared(caseNumber);
        return new Answer(Outcome.CLEARED, caseNumber, "signal.cleared");
    }

    private Answer raise(News news, Decided level, Known known) {
        RaiseAlarm command = new RaiseAlarm(
                kind(news),
                Severity.valueOf(level.text("severity")),
                level.text("because"),
                news.device().resident(),
                news.device().area(),
                news.device().key(),
                news.device().room(),
                news.receivedAt(),
                null,
                null);
        Alarms.Raised raised =
                alarms.raise(command, known.open(), known.around().obtain());
        return new Answer(raised.opened() ? Outcome.ALARM : Outcome.REPEAT, raised.caseNumber(), level.text("because"));
    }

    /** The green button: somebody wants something; the operators are told and nothing is lost. */
    private Answer serviceCall(News news, Decided level) {
        notices.tell(new Notice(
                "alarm.service-call",
                "service-call " + news.device().key() + " " + news.receivedAt(),
                Set.of(Group.OPERATOR),
                Set.of(),
                news.device().area(),
                Map.of("device", news.device().key()),
                "/signals?device="
                        + java.net.URLEncoder.encode(news.device().key(), java.nio.charset.StandardCharsets.UTF_8),
                false,
                Set.of(Notice.Channel.IN_APP)));
        return new Answer(Outcome.SERVICE_CALL, null, level.text("because"));
    }

    private LevelFacts facts(News news, Map<Long, Risk> risks) {
        Long resident = news.device().resident();
        return new LevelFacts(
                news.kind().name(),
                PersonRisk.of(resident == null ? null : risks.get(resident)),
                clock.instant().atZone(clock.getZone()).getHour(),
                number(news.value()),
                news.device().inTestWindow(),
                news.simulated());
    }

    private static @Nullable Double number(@Nullable String value) {
        try {
            return value == null ? null : Double.valueOf(value);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static AlarmKind kind(News news) {
        return switch (news.kind()) {
            case SOS, FALL, SMOKE, GAS, CO, LEAK, INTRUSION, MOTION, DOOR, TEMPERATURE, BUTTON, INACTIVITY ->
                AlarmKind.valueOf(news.kind().name());
            default -> AlarmKind.OTHER;
        };
    }

    private static @Nullable String place(News news) {
        return LiveAlarm.place(news.device().resident(), news.device().key(), kind(news));
    }
}
