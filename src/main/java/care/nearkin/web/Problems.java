package care.nearkin.web;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;

/** Turns whatever went wrong into words; what nobody foresaw is logged under a reference and told without its insides. */
@Component
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String INTERNAL = "internal";

    private final Words words;
    private final BadRequests badRequests;

    Problems(Words words, BadRequests badRequests) {
        this.words = words;
        this.badRequests = badRequests;
    }

    Problem of(Throwable trouble) {
        Refusal refusal = find(trouble, Refusal.class);
        if (refusal != null) {
            return refused(refusal);
        }
        BadRequests.Bad bad = badRequests.of(trouble);
        if (bad != null) {
            return bad(bad);
        }
        if (trouble instanceof AccessDeniedException) {
            return named(HttpStatus.FORBIDDEN, "forbidden");
        }
        if (find(trouble, OptimisticLockingFailureException.class) != null) {
            return named(HttpStatus.CONFLICT, "changed-meanwhile");
        }
        if (trouble instanceof ErrorResponse response) {
            return ofStatus(response.getStatusCode(), response.getHeaders());
        }
        if (isOutage(trouble)) {
            log.warn("The database does not answer", trouble);
            return named(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        }
        return unforeseen(trouble);
    }

    Problem ofStatus(HttpStatusCode status, HttpHeaders headers) {
        String slug =
                switch (status.value()) {
                    case 401 -> "signed-out";
                    case 403 -> "forbidden";
                    case 404 -> "not-found";
                    case 405 -> "method-not-allowed";
                    case 406 -> "not-acceptable";
                    case 409 -> "changed-meanwhile";
                    case 413 -> "too-large";
                    case 415 -> "unsupported-media-type";
                    case 503 -> "unavailable";
                    default -> status.is5xxServerError() ? INTERNAL : "invalid";
                };
        return named(status, slug, null, headers);
    }

    private Problem refused(Refusal refusal) {
        String key = refusal.words();
        String detail;
        if (words.know(key)) {
            detail = words.say(key, refusal.arguments().toArray());
        } else {
            log.warn("No words for {}", key);
            detail = words.say("web.problem.invalid.detail");
        }
        String kind = refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<Problem.AtField> fields =
                refusal.field() == null ? List.of() : List.of(new Problem.AtField(refusal.field(), detail));
        return new Problem(
                HttpStatus.valueOf(refusal.kind().status()),
                key.substring(key.lastIndexOf('.') + 1),
                words.say("web.problem." + kind + ".title"),
                detail,
                words.say("web.problem." + kind + ".todo"),
                refusal.field(),
                fields,
                null,
                HttpHeaders.EMPTY);
    }

    private Problem bad(BadRequests.Bad bad) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                bad.slug(),
                words.say("web.problem.invalid.title"),
                bad.detail(),
                words.say("web.problem.invalid.todo"),
                bad.fields().isEmpty() ? null : bad.fields().get(0).field(),
                bad.fields(),
                null,
                HttpHeaders.EMPTY);
    }

    private Problem unforeseen(Throwable trouble) {
        String reference =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.error("Unforeseen, reference {}", reference, trouble);
        return named(HttpStatus.INTERNAL_SERVER_ERROR, INTERNAL, reference, HttpHeaders.EMPTY);
    }

    private Problem named(HttpStatusCode status, String slug) {
        return named(status, slug, null, HttpHeaders.EMPTY);
    }

    private Problem named(HttpStatusCode status, String slug, @Nullable String reference, HttpHeaders headers) {
        String key = "web.problem." + slug;
        return new Problem(
                status,
                slug,
                words.say(key + ".title"),
                words.say(key + ".detail"),
                words.say(key + ".todo"),
                null,
                List.of(),
                reference,
                headers);
    }

    private static boolean isOutage(Throwable trouble) {
        return trouble instanceof CannotCreateTransactionException
                || trouble instanceof DataAccessResourceFailureException
                || trouble instanceof TransientDataAccessException;
    }

    /** A refusal is often wrapped on its way through the engine or a transaction. */
    private static <T extends Throwable> @Nullable T find(Throwable trouble, Class<T> wanted) {
        Throwable cause = trouble;
        for (int depth = 0; cause != null && depth < 12; depth++) {
            if (wanted.isInstance(cause)) {
                return wanted.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
