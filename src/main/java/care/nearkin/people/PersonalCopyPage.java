package care.nearkin.people;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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
    ResponseEntity<byte[]> copy(
            @PathVariable long id, @RequestParam(required = false) @Nullable String asked, Locale language) {
        PersonalCopy.File file = copies.of(id, asked, language);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                .cacheControl(CacheControl.noStore())
                .body(file.content());
    }
}
