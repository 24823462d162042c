package care.nearkin.worklist;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** One's own draft of a task's form: the page keeps it while somebody types, and brings it back. */
@Controller
@RequestMapping("/tasks/{id}/draft")
@PreAuthorize("isAuthenticated()")
class DraftsPage {

    /** More bytes than these are too much in any script. */
    private static final int MOST_BYTES = 4 * Drafts.LONGEST;

    /** {@code said}: since when it is kept, in words. */
    record Kept(
            @Nullable Map<String, @Nullable Object> answers,
            @Nullable String said) {}

    private final Drafts drafts;
    private final TaskDesk desk;
    private final AnswerWords answerWords;
    private final Words words;
    private final Clock clock;

    DraftsPage(Drafts drafts, TaskDesk desk, AnswerWords answerWords, Words words, Clock clock) {
        this.drafts = drafts;
        this.desk = desk;
        this.answerWords = answerWords;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<Kept> kept(@PathVariable String id) {
        return drafts.mine(desk.see(id))
                .map(draft -> ResponseEntity.ok(
                        new Kept(draft.answers(), words.say("task.draft.of", brief(draft.savedAt())))))
                .orElse(ResponseEntity.noContent().build());
    }

    /** Answers how she is told that it is kept; nothing where nothing is typed any more. */
    @PutMapping
    @ResponseBody
    Kept keep(@PathVariable String id, InputStream body) throws IOException {
        byte[] typed = body.readNBytes(MOST_BYTES + 1);
        if (typed.length > MOST_BYTES) {
            throw Refusal.invalid(null, "task.draft.too-long");
        }
        Instant savedAt = drafts.keep(id, new String(typed, StandardCharsets.UTF_8));
        return new Kept(null, savedAt == null ? null : words.say("task.draft.saved", brief(savedAt)));
    }

    @PostMapping("/discard")
    String discard(@PathVariable String id) {
        drafts.discard(id);
        return "redirect:/tasks/" + id;
    }

    /** What she had typed before somebody else took the step over, for her to read. */
    @GetMapping(path = "/typed", produces = MediaType.TEXT_HTML_VALUE)
    Object typed(@PathVariable String id, Model model) {
        Drafts.Draft draft = drafts.mine(desk.see(id)).orElse(null);
        if (draft == null) {
            return ResponseEntity.noContent().build();
        }
        Map<String, Object> said = new LinkedHashMap<>();
        draft.answers().forEach((field, value) -> {
            if (value != null) {
                said.put(field, value);
            }
        });
        model.addAttribute("id", id)
                .addAttribute("at", brief(draft.savedAt()))
                .addAttribute("answers", answerWords.of(desk.formOf(id), said));
        return "worklist/task :: typed";
    }

    /** The time alone for what was today; nobody is told seconds. */
    private String brief(Instant at) {
        boolean today = at.atZone(clock.getZone())
                .toLocalDate()
                .equals(clock.instant().atZone(clock.getZone()).toLocalDate());
        return DateTimeFormatter.ofPattern(
                        today ? "HH:mm" : words.say("task.draft.day"), LocaleContextHolder.getLocale())
                .withZone(clock.getZone())
                .format(at);
    }
}
