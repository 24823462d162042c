package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a note is written and corrected: a part of a case's page and of its tasks' pages, and a page where no scripts run. */
@Controller
@RequestMapping("/cases/{number}/notes")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
class CaseNotesPage {

    private static final int A_FEW = 8;

    /** More bytes than these are too much in any script. */
    private static final int MOST_BYTES = 4 * CaseNotes.LONGEST;

    private final CaseNotes notes;
    private final NoteDrafts drafts;
    private final NoteCorrections corrections;
    private final SeenCases seen;
    private final Words words;

    CaseNotesPage(CaseNotes notes, NoteDrafts drafts, NoteCorrections corrections, SeenCases seen, Words words) {
        this.notes = notes;
        this.drafts = drafts;
        this.corrections = corrections;
        this.seen = seen;
        this.words = words;
    }

    @GetMapping
    String write(
            @PathVariable String number,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model) {
        CaseFile file = seen.get(number);
        drafts.mine(number)
                .ifPresent(draft -> model.addAttribute("text", draft.text()).addAttribute("draftOf", draft.savedAt()));
        model.addAttribute("file", file).addAttribute("readers", notes.readers(file));
        return inPlace ? "casefile/notes :: write" : "casefile/note";
    }

    /** Without leaving the page it was written on; where scripts do not run, back to the case, or here with what was typed. */
    @PostMapping
    String written(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") List<String> mentioned,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletRequest request,
            HttpServletResponse answer,
            Model model) {
        CaseFile file = seen.get(number);
        try {
            notes.write(number, text, mentioned);
        } catch (Refusal refused) {
            again(refused, inPlace, request, answer, model);
            model.addAttribute("file", file)
                    .addAttribute("readers", notes.readers(file))
                    .addAttribute("text", text)
                    .addAttribute("chosen", mentioned);
            return "casefile/note";
        }
        answer.setHeader("HX-Trigger", "noted");
        return inPlace ? write(number, true, model) : "redirect:/cases/" + number;
    }

    /** What is typed after an @, and which colleagues it may mean. Asked in the body: a name is nothing for a log of addresses. */
    @PostMapping("/readers")
    String readers(@PathVariable String number, @RequestParam(defaultValue = "") String part, Model model) {
        List<Map.Entry<String, String>> found = notes.readers(seen.get(number), part, A_FEW + 1);
        model.addAttribute("found", found.stream().limit(A_FEW).toList()).addAttribute("more", found.size() > A_FEW);
        return "casefile/notes :: readers";
    }

    /** Kept while it is typed; answers how she is told so. */
    @PutMapping("/draft")
    String keep(@PathVariable String number, InputStream body, Model model) throws IOException {
        byte[] typed = body.readNBytes(MOST_BYTES + 1);
        model.addAttribute("savedAt", drafts.keep(number, new String(typed, StandardCharsets.UTF_8)));
        return "casefile/notes :: kept";
    }

    @GetMapping("/{id}")
    String correct(@PathVariable String number, @PathVariable long id, Model model) {
        TimelineEntry note = corrections.own(number, id);
        return correct(number, note, note.text() == null ? "" : note.text(), model);
    }

    @PostMapping("/{id}")
    String corrected(
            @PathVariable String number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request,
            HttpServletResponse answer,
            Model model) {
        try {
            corrections.correct(number, id, text);
        } catch (Refusal refused) {
            again(refused, false, request, answer, model);
            return correct(number, corrections.own(number, id), text, model);
        }
        return "redirect:/cases/" + number;
    }

    private String correct(String number, TimelineEntry note, String text, Model model) {
        model.addAttribute("file", seen.get(number)).addAttribute("note", note).addAttribute("text", text);
        return "casefile/note-correct";
    }

    /** To a person's browser that leaves its page the page comes back as she had it; to anybody else the refusal alone. */
    private void again(
            Refusal refused, boolean inPlace, HttpServletRequest request, HttpServletResponse answer, Model model) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean page = accept == null || accept.contains(MediaType.TEXT_HTML_VALUE);
        if (inPlace || !page || refused.kind() != Refusal.Kind.INVALID) {
            throw refused;
        }
        answer.setStatus(refused.kind().status());
        model.addAttribute(
                "refused", words.say(refused.words(), refused.arguments().toArray()));
    }
}
