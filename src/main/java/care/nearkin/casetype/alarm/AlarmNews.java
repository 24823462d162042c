package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Flows;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import care.nearkin.people.Residents;
import care.nearkin.signal.Answer;
import care.nearkin.signal.AnswersNews;
import care.nearkin.signal.News;
import care.nearkin.signal.Outcome;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers a sensor's news: asks table {@code alarm-level} what it is, and raises, joins or notes. */
@Component
@Order(100)
class AlarmNews implements AnswersNews {

    private final Decisions decisions;
    private final Residents residents;
    private final Alarms alarms;
    private final Notices notices;
    private final Flows flows;
    private final Clock clock;

    AlarmNews(Decisions decisions, Residents residents, Alarms alarms, Notices notices, Flows flows, Clock clock) {
        this.decisions = decisions;
        this.residents = residents;
        this.alarms = alarms;
        this.notices = notices;
        this.flows = flows;
        this.clock = clock;
    }

    @Override
    public Optional<Answer> answer(News news) {
        if (news.edge() == News.Edge.OFF) {
            return alarms.cleared(liveKey(news)).map(number -> new Answer(Outcome.CLEARED, number, "signal.cleared"));
        }
        Decided level = decisions.decide(LevelFacts.TABLE, facts(news).inputs());
        Outcome outcome = Outcome.valueOf(level.text("outcome"));
        return switch (outcome) {
            case ALARM -> Optional.of(raise(news, level));
            case SERVICE_CALL -> Optional.of(serviceCall(news, level));
            default -> Optional.of(new Answer(outcome, null, level.text("because")));
        };
    }

    @Override
    public void together(Runnable answers) {
        flows.together(answers);
    }

    private Answer raise(News news, Decided level) {
        Alarms.Raised raised = alarms.raise(new RaiseAlarm(
                AlarmKind.valueOf(kind(news)),
                Severity.valueOf(level.text("severity")),
                level.text("because"),
                news.device().resident(),
                news.device().area(),
                news.device().key(),
                news.device().room(),
                news.receivedAt(),
                null,
                null));
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

    private LevelFacts facts(News news) {
        Long resident = news.device().resident();
        return new LevelFacts(
                news.kind().name(),
                PersonRisk.of(resident == null ? null : residents.risk(resident)),
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

    private static String kind(News news) {
        return switch (news.kind()) {
            case SOS, FALL, SMOKE, GAS, CO, LEAK, INTRUSION, MOTION, DOOR, TEMPERATURE, BUTTON ->
                news.kind().name();
            default -> AlarmKind.OTHER.name();
        };
    }

    private static @Nullable String liveKey(News news) {
        Long resident = news.device().resident();
        return (resident != null ? "r:" + resident : "d:" + news.device().key()) + ":" + kind(news);
    }
}
