package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Cases for other programs: lists, and one with its timeline. What people wrote in private fields is not given out. */
@RestController
@RequestMapping("/api/v1/cases")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','SUPERVISOR','ADMIN')")
class CasesApi {

    record CaseJson(
            String number,
            String type,
            CaseFile.Status status,
            String stage,
            @Nullable String resident,
            String urgency,
            String subject,
            Instant openedAt,
            @Nullable String openedBy,
            @Nullable Instant closedAt,
            @Nullable String outcome,
            boolean sealed) {}

    record EntryJson(
            Instant at,
            Instant recordedAt,
            String kind,
            @Nullable String by,
            String sentence) {}

    record WholeCaseJson(CaseJson caseFile, List<EntryJson> timeline, List<CaseFiles.Link> links) {}

    record WhyJson(@Nullable String why) {}

    record NumberJson(String number) {}

    private final SeenCases seen;
    private final CaseFiles caseFiles;
    private final CaseSentences sentences;
    private final Residents residents;
    private final CaseLinks links;
    private final CaseReopening reopening;

    CasesApi(
            SeenCases seen,
            CaseFiles caseFiles,
            CaseSentences sentences,
            Residents residents,
            CaseLinks links,
            CaseReopening reopening) {
        this.links = links;
        this.seen = seen;
        this.caseFiles = caseFiles;
        this.sentences = sentences;
        this.residents = residents;
        this.reopening = reopening;
    }

    @GetMapping
    Slice<CaseJson> list(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) CaseFile.@Nullable Status status,
            @RequestParam(required = false) @Nullable String resident,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        Long id = resident == null
                ? null
                : residents
                        .idOf(resident)
                        .orElseThrow(() -> Refusal.invalid("resident", "case.resident-unknown", resident));
        Slice<CaseFile> found = seen.list(type, status, id, after, Slice.limit(limit));
        Map<Long, ResidentBrief> names = residents.briefs(found.items().stream()
                .map(CaseFile::resident)
                .filter(Objects::nonNull)
                .toList());
        return found.map(file -> json(file, file.resident() == null ? null : names.get(file.resident())));
    }

    @GetMapping("/{number}")
    WholeCaseJson one(@PathVariable String number, Locale language) {
        CaseFile file = seen.open(number);
        List<EntryJson> timeline = caseFiles.timeline(number).stream()
                .map(entry -> new EntryJson(
                        entry.at(), entry.recordedAt(), entry.kind(), entry.by(), sentences.say(entry, language)))
                .toList();
        ResidentBrief resident = file.resident() == null
                ? null
                : residents.brief(file.resident()).orElse(null);
        return new WholeCaseJson(
                json(file, resident),
                timeline,
                links.of(number).stream()
                        .map(link -> new CaseFiles.Link(link.number(), link.kind()))
                        .toList());
    }

    /** Answers the new case. */
    @PostMapping("/{number}/reopen")
    @PreAuthorize("hasRole('SUPERVISOR')")
    NumberJson reopen(@PathVariable String number, @RequestBody WhyJson body) {
        return new NumberJson(reopening.reopen(number, Objects.requireNonNullElse(body.why(), "")));
    }

    private static CaseJson json(CaseFile file, @Nullable ResidentBrief resident) {
        return new CaseJson(
                file.number(),
                file.type(),
                file.status(),
                file.stage(),
                resident == null ? null : resident.key(),
                file.urgency(),
                file.subject().substring(file.subject().lastIndexOf('.') + 1),
                file.openedAt(),
                file.openedBy(),
                file.closedAt(),
                file.outcome(),
                file.isSealed());
    }
}
