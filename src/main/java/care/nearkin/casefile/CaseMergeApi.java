package care.nearkin.casefile;

import care.nearkin.engine.Flows;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Merging two open cases for other programs: look first, then do what was seen. */
@RestController
@RequestMapping("/api/v1/cases/{number}/merge")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class CaseMergeApi {

    record PreviewJson(String leading, String ending, List<String> stepsThatEnd, String state) {}

    record IntoJson(
            @Nullable String into,
            @Nullable String state,
            @Nullable String why) {}

    record LeadingJson(String leading) {}

    private final CaseMerging merging;
    private final SeenCases seen;

    CaseMergeApi(CaseMerging merging, SeenCases seen) {
        this.merging = merging;
        this.seen = seen;
    }

    @GetMapping
    PreviewJson look(@PathVariable String number, @RequestParam String into) {
        CaseFile ending = seen.get(number);
        merging.allow(ending);
        CaseMerging.Preview preview = merging.preview(ending, merging.other(ending, into));
        if (preview.refused() != null) {
            throw preview.refused();
        }
        return new PreviewJson(
                preview.leading().file().number(),
                number,
                preview.ending().steps().stream().map(Flows.Waiting::step).toList(),
                preview.state());
    }

    @PostMapping
    LeadingJson merge(@PathVariable String number, @RequestBody IntoJson body) {
        CaseFile ending = seen.get(number);
        merging.allow(ending);
        CaseFile leading = merging.other(ending, Objects.requireNonNullElse(body.into(), ""));
        merging.merge(
                ending,
                leading,
                Objects.requireNonNullElse(body.state(), ""),
                Objects.requireNonNullElse(body.why(), ""));
        return new LeadingJson(leading.number());
    }
}
