package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentImportRows.Found;
import care.nearkin.people.ResidentImportRows.Intake;
import care.nearkin.people.ResidentImportRows.Line;
import care.nearkin.people.ResidentsPage.Choices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Many residents at once: bring a table, see what each row would do, then have it done. */
@Controller
@MayChange
@RequestMapping("/residents/import")
class ResidentImportPage {

    private static final String HERE = "redirect:/residents/import";
    private static final int A_PAGE = 50;

    private final ResidentImport residents;
    private final ResidentTable table;
    private final Choices choices;
    private final Words words;

    ResidentImportPage(ResidentImport residents, ResidentTable table, Choices choices, Words words) {
        this.residents = residents;
        this.table = table;
        this.choices = choices;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(
            @RequestParam(required = false) @Nullable String found,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "false") boolean stopped) {
        Optional<Intake> mine = residents.mine();
        return mine.isPresent()
                ? page(mine.get(), Checks.choice("found", found, Found.class), after)
                        .addObject("stopped", stopped)
                : blank("", Map.of());
    }

    @PostMapping
    ModelAndView bring(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String csv)
            throws IOException {
        String text = file != null && !file.isEmpty() ? Csv.text(file.getBytes()) : csv == null ? "" : csv;
        try {
            residents.begin(text);
            return new ModelAndView(HERE);
        } catch (Refusal refusal) {
            Faults faults = new Faults();
            faults.add(refusal);
            return blank(text, faults.said(words));
        }
    }

    /** A few rows; the page asks again until none waits, and without scripts somebody presses the button. */
    @PostMapping("/go")
    ModelAndView goOn(@RequestHeader(name = "HX-Request", required = false) @Nullable String hx) {
        residents.goOn();
        Optional<Intake> mine = residents.mine();
        if (hx == null || mine.isEmpty()) {
            return new ModelAndView(HERE);
        }
        ModelAndView page = page(mine.get(), null, 0);
        page.setViewName("people/resident-import :: intake");
        return page;
    }

    /** Without a row: all that are like somebody known. */
    @PostMapping("/different")
    ModelAndView different(
            @RequestParam(required = false) @Nullable Integer row,
            @RequestParam(required = false) @Nullable String different) {
        AlikeResidents.Why why = Checks.choice("different", different, AlikeResidents.Why.class);
        if (why == null) {
            throw Refusal.invalid("different", "people.alike.choose");
        }
        residents.different(row, why);
        return new ModelAndView(HERE);
    }

    @PostMapping("/confirm")
    String confirm() {
        residents.confirm();
        return HERE;
    }

    @PostMapping("/discard")
    String discard() {
        residents.discard();
        return HERE;
    }

    @GetMapping("/template")
    ResponseEntity<byte[]> template() {
        return file("residents.csv", table.template(LocaleContextHolder.getLocale()));
    }

    @GetMapping("/faulty")
    ResponseEntity<byte[]> faulty() {
        return file("residents-faulty.csv", residents.faulty());
    }

    private ModelAndView page(Intake intake, @Nullable Found found, int after) {
        Slice<Line> lines = intake.waiting() > 0 && !intake.keeping()
                ? new Slice<>(List.of(), null)
                : Slice.of(residents.lines(found, after, A_PAGE + 1), A_PAGE, line -> Integer.toString(line.number()));
        return new ModelAndView("people/resident-import")
                .addObject("intake", intake)
                .addObject(
                        "writes",
                        intake.counts().getOrDefault(Found.NEW, 0)
                                + intake.counts().getOrDefault(Found.CHANGED, 0))
                .addObject("lines", lines.map(line -> Shown.of(line, new ResidentCells(intake.head(), line.cells()))))
                .addObject("founds", Found.values())
                .addObject("left", intake.counts().keySet().stream().anyMatch(Found::left))
                .addObject("whys", choices.said("people.alike.why.", AlikeResidents.Why.values()))
                .addObject("found", found)
                .addObject("stopped", false);
    }

    private static ModelAndView blank(String csv, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/resident-import");
        page.addObject("csv", csv).addObject("errors", errors).addObject("intake", null);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ResponseEntity<byte[]> file(String name, String text) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8));
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(name).build());
        return new ResponseEntity<>(text.getBytes(StandardCharsets.UTF_8), headers, HttpStatus.OK);
    }

    /** A row of the list: who it is about, and what is to be said of it. */
    record Shown(Line line, @Nullable String key, @Nullable String name) {

        static Shown of(Line line, ResidentCells cells) {
            return new Shown(line, cells.get("key"), cells.get("name"));
        }

        public boolean like() {
            return line.found() == Found.ALIKE;
        }

        /** To whom the row is about; who is only like her has a link of her own. */
        public boolean linked() {
            return line.resident() != null && !like();
        }

        public String mark() {
            Found found = line.found();
            return found == null
                    ? ""
                    : switch (found) {
                        case NEW, CHANGED -> "good";
                        case UNCHANGED -> "";
                        case FAULTY -> "bad";
                        case ALIKE -> "warn";
                    };
        }
    }
}
