package care.nearkin.people;

import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentChanges.Written;
import care.nearkin.people.ResidentList.Ask;
import care.nearkin.people.ResidentList.Order;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Residents for other programs, by the keys that those programs have for them. */
@RestController
@RequestMapping("/api/v1/residents")
class ResidentsApi {

    private final ServedResidents residents;
    private final Clock clock;

    ResidentsApi(ServedResidents residents, Clock clock) {
        this.residents = residents;
        this.clock = clock;
    }

    @MayRead
    @GetMapping
    Slice<ResidentRecord.Open> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean alone,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return residents
                .list(new Ask(q, area, alone, Order.NEWEST, after, limit))
                .map(ResidentRecord.Open::of);
    }

    @MayRead
    @GetMapping("/{key}")
    ResidentRecord get(@PathVariable String key) {
        return ResidentRecord.of(residents.sheet(key).put());
    }

    /** A new record that looks like a known one is refused with 409, unless {@code different} says why it is another person's. */
    @MayChange
    @PutMapping("/{key}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ResidentRecord.class)))
    ResponseEntity<ResidentRecord.Open> put(
            @PathVariable String key,
            @Parameter(schema = @Schema(implementation = AlikeResidents.Why.class))
                    @RequestParam(required = false)
                    @Nullable
                    String different,
            @RequestBody JsonNode body) {
        Written written = residents.put(
                key,
                Checks.choice("different", different, AlikeResidents.Why.class),
                before -> ResidentJson.read(body, key, before, LocalDate.now(clock)));
        return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ResidentRecord.Open.of(written.put()));
    }
}
