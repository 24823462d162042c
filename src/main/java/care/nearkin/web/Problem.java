package care.nearkin.web;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * A "no" in the reader's words, before it is known whether a program, a fragment or a page asked.
 *
 * @param slug the stable name, last part of the problem's type
 * @param todo what the reader can do about it
 * @param reference finds the log entry of a failure of ours; null for everything else
 */
record Problem(
        HttpStatusCode status,
        String slug,
        String title,
        String detail,
        String todo,
        @Nullable String field,
        List<AtField> fields,
        @Nullable String reference,
        HttpHeaders headers) {

    private static final String TYPES = "/problems/";

    record AtField(String field, String detail) {}

    ProblemDetail json(String path) {
        ProblemDetail json = ProblemDetail.forStatusAndDetail(status, detail);
        json.setType(URI.create(TYPES + slug));
        json.setTitle(title);
        json.setInstance(URI.create(path));
        if (field != null) {
            json.setProperty("field", field);
        }
        if (!fields.isEmpty()) {
            json.setProperty("errors", fields);
        }
        if (reference != null) {
            json.setProperty("reference", reference);
        }
        return json;
    }
}
