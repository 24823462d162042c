package care.nearkin.casefile;

import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases in one line each, where they stand among things of other kinds; a merged one leads to the one that goes on. */
@Component
class CaseFindings {

    static final String TITLE = "case.list";

    private final SeenCases seen;
    private final Residents residents;
    private final Words words;

    CaseFindings(SeenCases seen, Residents residents, Words words) {
        this.seen = seen;
        this.residents = residents;
        this.words = words;
    }

    /** To whom the list of cases is open. */
    static boolean mayLook(Viewer viewer) {
        return viewer.in(
                Group.OPERATOR, Group.CASEWORKER, Group.MAINTAINER, Group.SUPERVISOR, Group.MANAGER, Group.ADMIN);
    }

    Findings of(Slice<CaseFile> found, @Nullable String all) {
        Map<Long, ResidentBrief> names = residents.briefs(found.items().stream()
                .map(CaseFile::resident)
                .filter(Objects::nonNull)
                .toList());
        Map<String, String> about = seen.about(found.items().stream()
                .filter(file -> file.resident() == null)
                .map(CaseFile::number)
                .toList());
        return Findings.of(TITLE, found, file -> finding(file, names, about), all);
    }

    private Finding finding(CaseFile file, Map<Long, ResidentBrief> names, Map<String, String> about) {
        CaseFile leading = seen.leading(file);
        ResidentBrief who = file.resident() == null ? null : names.get(file.resident());
        return new Finding(
                file.number(),
                Stream.of(
                                words.say(file.subject()),
                                who == null ? about.get(file.number()) : who.name(),
                                stands(file, leading))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/cases/" + leading.number());
    }

    private String stands(CaseFile file, CaseFile leading) {
        if (leading != file) {
            return words.say("case.merged-into", leading.number());
        }
        return words.say(
                file.outcome() == null
                        ? file.type() + ".stage." + file.stage()
                        : file.type() + ".outcome." + file.outcome());
    }
}
