package care.nearkin.people;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A resident asks for a copy of her data: made by supervisors and administrators, and written down. */
@Controller
class PersonalCopyPage {

    private final PersonalCopy copies;

    PersonalCopyPage(PersonalCopy copies) {
        this.copies = copies;
    }

    @PostMapping("/residents/{id}/copy")
    @PreAuthorize("hasAnyRole('SUPERVISOR','ADMIN')")
    void copy(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String asked,
            Locale language,
            HttpServletResponse answer)
            throws IOException {
        PersonalCopy.File file = copies.of(id, asked, language);
        answer.setContentType("application/zip");
        answer.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
        answer.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        file.writeTo(answer.getOutputStream());
    }
}
