package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Moment;
import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of an answer, whichever way it came: link on the phone, page of somebody with an account, the desk on the
 * telephone. The first responder who accepts goes, the others are stood down; each answer
 * counts once, and who could not come may come after all while somebody is needed.
 */
@Component
class AskAnswers {

    private final AskRows asks;
    private final AlarmRows alarms;
    private final AskLetters letters;
    private final AlarmAtHome atHome;
    private final CaseFiles caseFiles;
    private final Flows flows;
    private final AlarmBell bell;

    AskAnswers(
            AskRows asks,
            AlarmRows alarms,
            AskLetters letters,
            AlarmAtHome atHome,
            CaseFiles caseFiles,
            Flows flows,
            AlarmBell bell) {
        this.asks = asks;
        this.alarms = alarms;
        this.letters = letters;
        this.atHome = atHome;
        this.caseFiles = caseFiles;
        this.flows = flows;
        this.bell = bell;
    }

    /**
     * {@code by} is the account that wrote it down, null for her own phone. Refuses what is over or was said before; somebody
     * else may have accepted first, which {@link Ask#state} then says.
     */
    @Transactional
    Ask answer(long id, State said, @Nullable String by) {
        Alarm alarm = lock(id);
        Ask ask = asks.findById(id).orElseThrow();
        boolean expired = by == null && ask.expired(bell.now());
        if (expired || alarm.resolvedAt() != null || ask.state() == State.STOOD_DOWN) {
            throw Refusal.conflict("alarm.ask.over");
        }
        if (ask.state() == said) {
            throw Refusal.conflict("alarm.ask.used");
        }
        if (!ask.state().mayBecome(said)) {
            throw Refusal.conflict("alarm.ask.stands." + ask.state());
        }
        switch (said) {
            case COMING -> coming(alarm, ask, by);
            case THERE -> there(alarm, ask, by);
            case SAID_WELL -> saidWell(ask, by);
            case CANNOT -> cannot(alarm, ask, by);
            default -> throw Refusal.invalid("answer", "alarm.ask.answer");
        }
        note(ask, by);
        bell.changed();
        return ask;
    }

    /** As the other, for an ask of this case only. */
    @Transactional
    Ask answer(String caseNumber, long id, State said, String by) {
        if (!asks.caseOf(id).equals(Optional.of(caseNumber))) {
            throw Refusal.notFound("alarm.ask.unknown");
        }
        return answer(id, said, by);
    }

    /** Who saw what and when stands on the timeline, once. */
    @Transactional
    void opened(long id) {
        lock(id);
        Ask ask = asks.findById(id).orElseThrow();
        if (ask.open(bell.now())) {
            bell.note(ask.caseNumber(), "alarm.ask-opened", ask.name());
        }
    }

    /** One after the other for one alarm. An ask is read only after this: whoever was faster may have stood it down. */
    private Alarm lock(long id) {
        String number = asks.caseOf(id).orElseThrow(() -> Refusal.notFound("alarm.ask.unknown"));
        return alarms.lock(number).orElseThrow();
    }

    private void coming(Alarm alarm, Ask ask, @Nullable String by) {
        if (ask.kind() == Kind.CONTACT) {
            ask.answer(State.COMING, bell.now(), by);
            atHome.tell(alarm, Moment.COMING);
            return;
        }
        boolean taken = alarm.comingAt() != null;
        ask.answer(taken ? State.STOOD_DOWN : State.COMING, bell.now(), by);
        if (!taken) {
            alarm.somebodyComing(bell.now());
            standDown(alarm, others(ask));
            atHome.tell(alarm, Moment.COMING);
        }
    }

    /** Whoever says that she is there, and whether or not all is well, the desk speaks with her. */
    private void there(Alarm alarm, Ask ask, @Nullable String by) {
        ask.answer(State.THERE, bell.now(), by);
        if (ask.kind() != Kind.CONTACT) {
            standDown(alarm, others(ask));
        }
        arrived(alarm);
    }

    /** Whoever turned back is no longer on the way: others are asked again. */
    private void cannot(Alarm alarm, Ask ask, @Nullable String by) {
        boolean wasComing = ask.state() == State.COMING && ask.kind() != Kind.CONTACT;
        ask.answer(State.CANNOT, bell.now(), by);
        if (wasComing) {
            alarm.somebodyComing(null);
            bell.ring(ask.caseNumber(), "alarm.turned-back", AlarmBell.SEATS, false);
        }
        if (ask.kind() != Kind.CONTACT && alarm.comingAt() == null && alarm.arrivedAt() == null) {
            declined(ask);
        }
    }

    /** Nobody waits for those who have said that they cannot: when the last of a round has, the next are asked at once. */
    private void declined(Ask ask) {
        List<Ask> asked = asks.findByCaseNumberOrderById(ask.caseNumber());
        int newest = asked.stream().mapToInt(Ask::ring).max().orElse(0);
        boolean somebodyLeft = asked.stream()
                .filter(other -> other.kind() != Kind.CONTACT && other.ring() == newest)
                .anyMatch(other -> other.state().open());
        if (ask.ring() == newest && !somebodyLeft) {
            flows.know(ask.caseNumber(), List.of(AlarmCase.ROUND_DECLINED.is(true)));
        }
    }

    private void saidWell(Ask ask, @Nullable String by) {
        ask.answer(State.SAID_WELL, bell.now(), by);
        bell.ring(ask.caseNumber(), "alarm.said-well", AlarmBell.SEATS, false);
    }

    private void arrived(Alarm alarm) {
        alarm.arrived(bell.now());
        atHome.quiet(alarm);
        flows.know(alarm.caseNumber(), List.of(AlarmCase.ARRIVED.is(true)));
        bell.ring(alarm.caseNumber(), "alarm.arrived", AlarmBell.SEATS, false);
    }

    private List<Ask> others(Ask ask) {
        return asks.findByCaseNumberOrderById(ask.caseNumber()).stream()
                .filter(other -> other.kind() != Kind.CONTACT && other.id() != ask.id())
                .filter(other -> other.state().open())
                .toList();
    }

    /** What was asked of everybody is over: who is on the way need not go, whose link is unanswered is not asked any more. */
    void standDown(Alarm alarm) {
        standDown(
                alarm,
                asks.findByCaseNumberOrderById(alarm.caseNumber()).stream()
                        .filter(ask -> ask.state().open())
                        .toList());
    }

    private void standDown(Alarm alarm, List<Ask> asked) {
        asked.forEach(ask -> ask.answer(State.STOOD_DOWN, bell.now(), null));
        letters.standDown(alarm, asked);
    }

    private void note(Ask ask, @Nullable String by) {
        caseFiles.note(
                ask.caseNumber(),
                new CaseFiles.Entry("alarm.ask-" + ask.state(), bell.now(), by, List.of(ask.name()), null));
    }
}
