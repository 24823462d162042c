package care.nearkin.people;

import care.nearkin.kernel.Slice;
import care.nearkin.people.ResponderList.Ask;
import care.nearkin.people.ResponderList.Order;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.ServedResponders.Sheet;
import care.nearkin.people.StoredResponders.Written;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
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

/** Those who can be at a door, for other programs, by the keys that those programs have for them. */
@RestController
@RequestMapping("/api/v1/responders")
class RespondersApi {

    private final ServedResponders responders;
    private final Residents residents;
    private final Clock clock;

    RespondersApi(ServedResponders responders, Residents residents, Clock clock) {
        this.responders = responders;
        this.residents = residents;
        this.clock = clock;
    }

    @MayRead
    @GetMapping
    Slice<ResponderRecord.Open> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String skill,
            @RequestParam(required = false) @Nullable Boolean paused,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return responders
                .list(new Ask(
                        q,
                        Checks.choice("kind", kind, Kind.class),
                        area,
                        Checks.choice("skill", skill, Skill.class),
                        paused,
                        Order.NEWEST,
                        after,
                        limit))
                .map(ResponderRecord.Open::of);
    }

    @MayRead
    @GetMapping("/{key}")
    ResponderRecord get(@PathVariable String key) {
        Sheet sheet = responders.sheetWithPhones(key, "api");
        Map<Long, String> keys = new HashMap<>();
        sheet.residents().forEach((id, brief) -> keys.put(id, brief.key()));
        ResidentBrief self = sheet.self();
        if (self != null) {
            keys.put(self.id(), self.key());
        }
        return ResponderRecord.of(sheet.put(), keys);
    }

    @MayChange
    @PutMapping("/{key}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ResponderRecord.class)))
    ResponseEntity<ResponderRecord.Open> put(@PathVariable String key, @RequestBody JsonNode body) {
        Written written =
                responders.change(key, "api", before -> ResponderJson.read(body, key, before, residents::idOf));
        return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ResponderRecord.Open.of(written.put(), LocalDate.now(clock)));
    }
}
