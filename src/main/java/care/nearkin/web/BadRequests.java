package care.nearkin.web;

import care.nearkin.kernel.Words;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a caller did wrong, with the field that it concerns: validation, unreadable or unknown JSON, wrong types. */
@Component
class BadRequests {

    record Bad(String slug, String detail, List<Problem.AtField> fields) {}

    private final Words words;

    BadRequests(Words words) {
        this.words = words;
    }

    @Nullable
    Bad of(Throwable trouble) {
        if (trouble instanceof MethodArgumentNotValidException invalid) {
            return invalid(fields(invalid.getBindingResult()));
        }
        if (trouble instanceof BindException invalid) {
            return invalid(fields(invalid.getBindingResult()));
        }
        if (trouble instanceof HandlerMethodValidationException invalid) {
            return invalid(fields(invalid));
        }
        if (trouble instanceof ConstraintViolationException invalid) {
            return invalid(invalid.getConstraintViolations().stream()
                    .map(BadRequests::field)
                    .toList());
        }
        if (trouble instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (trouble instanceof MethodArgumentTypeMismatchException mismatch) {
            return wrongType(mismatch.getName());
        }
        if (trouble instanceof MissingServletRequestParameterException missing) {
            return at("missing", missing.getParameterName(), "web.problem.missing");
        }
        return null;
    }

    private Bad unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof UnrecognizedPropertyException unknown) {
            return at("unknown-field", path(unknown), "web.problem.unknown-field");
        }
        if (unreadable.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return wrongType(path(mapping));
        }
        return new Bad("unreadable", words.say("web.problem.unreadable"), List.of());
    }

    private Bad wrongType(String field) {
        return at("wrong-type", field, "web.problem.wrong-type");
    }

    private Bad at(String slug, String field, String key) {
        String detail = words.say(key, field);
        return new Bad(slug, detail, List.of(new Problem.AtField(field, detail)));
    }

    private Bad invalid(List<Problem.AtField> fields) {
        String detail = fields.stream()
                .map(field -> words.say("web.problem.field", field.field(), field.detail()))
                .collect(Collectors.joining(" "));
        return new Bad("invalid", detail.isEmpty() ? words.say("web.problem.invalid.detail") : detail, fields);
    }

    private List<Problem.AtField> fields(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(error -> new Problem.AtField(
                        error.getField(),
                        error.isBindingFailure()
                                ? words.say("web.problem.wrong-type", error.getField())
                                : said(error.getDefaultMessage())))
                .toList();
    }

    private List<Problem.AtField> fields(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Problem.AtField(
                                Optional.ofNullable(result.getMethodParameter().getParameterName())
                                        .orElse("?"),
                                said(error.getDefaultMessage()))))
                .toList();
    }

    private static Problem.AtField field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return new Problem.AtField(path.substring(path.lastIndexOf('.') + 1), violation.getMessage());
    }

    private String said(@Nullable String message) {
        return message == null ? words.say("web.problem.invalid.detail") : message;
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
