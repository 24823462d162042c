package care.nearkin.signal;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Refusal;
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

/** Many devices at once: check a table, read the report row by row, then import it. */
@Controller
@RequestMapping("/devices/import")
@MayChange
class DeviceImportPage {

    private final DeviceImport devices;
    private final Choices choices;

    DeviceImportPage(DeviceImport devices, Choices choices) {
        this.devices = devices;
        this.choices = choices;
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
            return page(text, devices.run(text, keep), keep, Map.of());
        } catch (Refusal refusal) {
            return page(text, List.of(), false, choices.fault(refusal));
        }
    }

    private static ModelAndView page(
            String csv, List<DeviceImport.Line> lines, boolean kept, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("signal/import");
        page.addObject("csv", csv)
                .addObject("lines", lines)
                .addObject(
                        "good", lines.stream().filter(DeviceImport.Line::good).count())
                .addObject("kept", kept)
                .addObject("head", DeviceImport.HEAD)
                .addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
