package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Many responders at once: check a table, read the report row by row, then import it. */
@Controller
@MayChange
@RequestMapping("/responders/import")
class ResponderImportPage {

    private final ResponderImport responders;
    private final Words words;

    ResponderImportPage(ResponderImport responders, Words words) {
        this.responders = responders;
        this.words = words;
    }

    @GetMapping
    ModelAndView blank() {
        return page("", List.of(), false, Map.of());
    }

    @PostMapping
    ModelAndView run(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String csv,
            @RequestParam(defaultValue = "false") boolean keep)
            throws IOException {
        String text = file != null && !file.isEmpty() ? Csv.text(file.getBytes()) : csv == null ? "" : csv;
        try {
            return page(text, responders.run(text, keep), keep, Map.of());
        } catch (Refusal refusal) {
            Faults faults = new Faults();
            faults.add(refusal);
            return page(text, List.of(), false, faults.said(words));
        }
    }

    private static ModelAndView page(
            String csv, List<ResponderImport.Line> lines, boolean kept, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/responder-import");
        page.addObject("csv", csv)
                .addObject("lines", lines)
                .addObject(
                        "good",
                        lines.stream().filter(ResponderImport.Line::good).count())
                .addObject("kept", kept)
                .addObject("head", ResponderImport.HEAD)
                .addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
