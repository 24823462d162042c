package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewers;
import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What somebody who was asked sees and answers on her phone: by the one-time link that she was sent, or with her account.
 * Looking at a link uses nothing up, so that a preview in a chat does not; each answer counts once.
 */
@Controller
class HelpPage {

    private static final int PAGE = 20;

    /** What she may know: who and where, once she may go there; nothing of an illness. */
    record Shown(
            long id,
            boolean contact,
            State state,
            AlarmKind kind,
            Instant rungAt,
            @Nullable ResidentBrief resident,
            @Nullable String room,
            boolean keepsKey,
            boolean heard,
            boolean fire,
            boolean mayStill,
            boolean over) {}

    /** One of hers, in the list. */
    record Mine(long id, State state, Instant askedAt) {}

    private final AskRows asks;
    private final AskAnswers answers;
    private final Alarms alarms;
    private final Residents residents;
    private final HelpKeys keys;
    private final HelpDoor door;
    private final Viewers viewers;
    private final Words words;
    private final Clock clock;
    private final String phone;

    HelpPage(
            AskRows asks,
            AskAnswers answers,
            Alarms alarms,
            Residents residents,
            HelpKeys keys,
            HelpDoor door,
            Viewers viewers,
            Words words,
            Clock clock,
            @Value("${nearkin.desk-phone:}") String phone) {
        this.asks = asks;
        this.answers = answers;
        this.alarms = alarms;
        this.residents = residents;
        this.keys = keys;
        this.door = door;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
        this.phone = phone;
    }

    @GetMapping("/help/{secret}")
    @PreAuthorize("permitAll()")
    String link(@PathVariable String secret, HttpServletRequest from, HttpServletResponse answer, Model model) {
        Optional<Ask> ask = asks.findByLinkHash(LinkSecret.hash(secret));
        if (ask.isEmpty()) {
            answer.setStatus(door.tooMany(from.getRemoteAddr()) ? 429 : 404);
            return page(model, null, "/help/" + "unknown", null);
        }
        answers.opened(ask.get().id());
        return page(model, shown(ask.get(), ask.get().expired(clock.instant())), "/help/" + secret + "/answer", null);
    }

    /** Where a phone that loads its answer anew ends up. */
    @GetMapping("/help/{secret}/answer")
    @PreAuthorize("permitAll()")
    String answered() {
        return "redirect:/help/{secret}";
    }

    @PostMapping("/help/{secret}/answer")
    @PreAuthorize("permitAll()")
    String answerByLink(
            @PathVariable String secret,
            @RequestParam State said,
            HttpServletRequest from,
            HttpServletResponse answer,
            Model model) {
        Optional<Ask> ask = asks.findByLinkHash(LinkSecret.hash(secret));
        if (ask.isEmpty()) {
            answer.setStatus(door.tooMany(from.getRemoteAddr()) ? 429 : 404);
            return page(model, null, "/help/" + "unknown", null);
        }
        return answered(ask.get().id(), said, null, "/help/" + secret, answer, model);
    }

    @GetMapping("/my-asks")
    @PreAuthorize("hasRole('RESPONDER')")
    String mine(@RequestParam(required = false) @Nullable Long after, Model model) {
        List<Mine> mine = asks
                .findByStaffAndIdLessThanOrderByIdDesc(
                        viewers.current().name(), after == null ? Long.MAX_VALUE : after, Limit.of(PAGE + 1))
                .stream()
                .map(ask -> new Mine(ask.id(), ask.state(), ask.askedAt()))
                .toList();
        model.addAttribute("asks", Slice.of(mine, PAGE, ask -> Long.toString(ask.id())));
        return "alarm/my-asks";
    }

    @GetMapping("/my-asks/{id}")
    @PreAuthorize("isAuthenticated()")
    String one(@PathVariable long id, Model model) {
        Ask ask = own(id);
        answers.opened(id);
        return page(model, shown(ask, false), "/my-asks/" + id, null);
    }

    @PostMapping("/my-asks/{id}")
    @PreAuthorize("isAuthenticated()")
    String answerWithAccount(@PathVariable long id, @RequestParam State said, HttpServletResponse answer, Model model) {
        own(id);
        return answered(id, said, viewers.current().name(), "/my-asks/" + id, answer, model);
    }

    private String answered(
            long id, State said, @Nullable String by, String back, HttpServletResponse answer, Model model) {
        try {
            answer(id, said, by);
            return "redirect:" + back;
        } catch (Refusal refused) {
            Ask ask = asks.findById(id).orElseThrow();
            if (ask.state() == State.STOOD_DOWN) {
                return "redirect:" + back;
            }
            answer.setStatus(409);
            String action = by == null ? back + "/answer" : back;
            return page(
                    model,
                    shown(ask, by == null && ask.expired(clock.instant())),
                    action,
                    words.say(refused.words(), refused.arguments().toArray()));
        }
    }

    /** The program's own steps may change what she answers at the same moment: then it is looked at anew. */
    private void answer(long id, State said, @Nullable String by) {
        try {
            answers.answer(id, said, by);
        } catch (OptimisticLockingFailureException raced) {
            answers.answer(id, said, by);
        }
    }

    private Ask own(long id) {
        return asks.findById(id)
                .filter(ask -> viewers.current().name().equals(ask.staff()))
                .orElseThrow(() -> Refusal.notFound("alarm.ask.unknown"));
    }

    private Shown shown(Ask ask, boolean expired) {
        Alarm alarm = alarms.get(ask.caseNumber());
        boolean over = expired || alarm.resolvedAt() != null || alarm.foundDead();
        boolean tells = !over && (ask.state().open() || ask.state() == State.THERE);
        Long resident = alarm.resident();
        return new Shown(
                ask.id(),
                ask.kind() == Kind.CONTACT,
                ask.state(),
                alarm.kind(),
                alarm.rungAt(),
                tells && resident != null ? residents.brief(resident).orElse(null) : null,
                tells ? alarm.room() : null,
                tells && resident != null && keys.keeps(ask, resident),
                heard(alarm, ask),
                alarm.kind() == AlarmKind.SMOKE || alarm.kind() == AlarmKind.GAS || alarm.kind() == AlarmKind.CO,
                !over && ask.state() == State.CANNOT && needed(alarm, ask),
                over);
    }

    /** Whether the desk has heard how it is there since she came. */
    private static boolean heard(Alarm alarm, Ask ask) {
        Instant heard = alarm.heardAt();
        Instant arrived = ask.arrivedAt();
        return ask.state() == State.THERE && heard != null && arrived != null && !heard.isBefore(arrived);
    }

    /** Contacts are always welcome; of the others one goes. */
    private static boolean needed(Alarm alarm, Ask ask) {
        return ask.kind() == Kind.CONTACT || alarm.comingAt() == null && alarm.arrivedAt() == null;
    }

    private String page(Model model, @Nullable Shown ask, String action, @Nullable String refused) {
        model.addAttribute("ask", ask)
                .addAttribute("action", action)
                .addAttribute("refused", refused)
                .addAttribute("phone", phone.isBlank() ? null : phone);
        return "alarm/help";
    }
}
