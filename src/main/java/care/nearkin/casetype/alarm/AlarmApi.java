package care.nearkin.casetype.alarm;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens alarms for other programs: a hotline's, a neighbour's app. */
@RestController
@RequestMapping("/api/v1/cases/alarm")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR','ADMIN')")
class AlarmApi {

    record Body(
            @Nullable AlarmKind kind,
            AlarmByHand.@Nullable Via via,
            @Nullable String resident,
            @Nullable Instant happenedAt,
            @Nullable String story) {}

    record Opened(String number, boolean opened) {}

    private final AlarmByHand byHand;

    AlarmApi(AlarmByHand byHand) {
        this.byHand = byHand;
    }

    /** 201 with a new case's number, 200 with the open one's that it joined. */
    @PostMapping
    ResponseEntity<Opened> open(@RequestBody Body body) {
        Alarms.Raised raised = byHand.open(new AlarmByHand.Told(
                body.kind() == null ? AlarmKind.OTHER : body.kind(),
                body.via() == null ? AlarmByHand.Via.PHONE : body.via(),
                body.resident(),
                body.happenedAt(),
                body.story()));
        Opened answer = new Opened(raised.caseNumber(), raised.opened());
        return raised.opened()
                ? ResponseEntity.created(URI.create("/api/v1/cases/" + raised.caseNumber()))
                        .body(answer)
                : ResponseEntity.ok(answer);
    }
}
