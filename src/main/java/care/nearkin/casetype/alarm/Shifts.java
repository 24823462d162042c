package care.nearkin.casetype.alarm;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.casetype.alarm.Shift.Line;
import care.nearkin.casetype.alarm.Shift.Open;
import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk changes hands. Open steps stay where they are: who comes reads what is open and what who goes says about it, and
 * both sign.
 */
@Service
class Shifts {

    private static final Set<Group> DESK = Set.of(Group.OPERATOR, Group.SUPERVISOR);
    private static final int LONGEST = 2000;
    private static final int MOST = 1000;

    /** A case as the list shows it; {@code subject} is a words key. */
    record About(String subject, @Nullable ResidentBrief who) {}

    private final ShiftRows rows;
    private final Worklist worklist;
    private final CaseFiles caseFiles;
    private final CaseReaders readers;
    private final Residents residents;
    private final StaffAccounts staff;
    private final Notices notices;
    private final AccessLog log;
    private final Clock clock;

    Shifts(
            ShiftRows rows,
            Worklist worklist,
            CaseFiles caseFiles,
            CaseReaders readers,
            Residents residents,
            StaffAccounts staff,
            Notices notices,
            AccessLog log,
            Clock clock) {
        this.rows = rows;
        this.worklist = worklist;
        this.caseFiles = caseFiles;
        this.readers = readers;
        this.residents = residents;
        this.staff = staff;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /** What is open at this person's desk, the soonest due first. */
    List<WorkItem> open(Viewer viewer) {
        return worklist.list(viewer, Worklist.Ask.of(Worklist.View.GROUPS, MOST))
                .items();
    }

    /** What the steps of a list are about, by case number: those that she who looks may see. */
    Map<String, About> about(Viewer viewer, Collection<String> caseNumbers) {
        List<CaseFile> files = caseFiles.find(caseNumbers).values().stream()
                .filter(file -> viewer.serves(file.area()) && readers.mayRead(viewer.name(), file))
                .toList();
        Map<Long, ResidentBrief> people = residents.briefs(
                files.stream().map(CaseFile::resident).filter(Objects::nonNull).toList());
        return files.stream()
                .collect(Collectors.toMap(
                        CaseFile::number,
                        file -> new About(
                                file.subject(), file.resident() == null ? null : people.get(file.resident()))));
    }

    /** Who may take the desk over, by account. */
    Map<String, String> others(Viewer viewer) {
        Set<String> members = staff.members(DESK, null);
        Map<String, String> names = new LinkedHashMap<>(staff.displayNames(members));
        names.remove(viewer.name());
        return names;
    }

    /** The first signature; {@code remarks} by task. Answers the id. */
    @Transactional
    long sign(Viewer goes, String comes, String note, Map<String, String> remarks) {
        if (!others(goes).containsKey(comes)) {
            throw Refusal.invalid("comes", "alarm.shift.who");
        }
        fits("note", note);
        List<Open> open = open(goes).stream()
                .map(task -> new Open(
                        task.id(),
                        task.caseNumber(),
                        task.name(),
                        task.assignee(),
                        task.due(),
                        fits("remark", remarks.getOrDefault(task.id(), ""))))
                .toList();
        long id = rows.add(goes.name(), comes, note, clock.instant(), open);
        log.wrote("shift", Long.toString(id), "signed");
        notices.tell(new Notice(
                "alarm.shift",
                "alarm-shift:" + id,
                Set.of(),
                Set.of(comes),
                null,
                Map.of(),
                "/shifts/" + id,
                true,
                Set.of(Notice.Channel.IN_APP)));
        return id;
    }

    /** The second signature, by who comes and nobody else. */
    @Transactional
    void receive(long id, Viewer comes) {
        if (!rows.receive(id, comes.name(), clock.instant())) {
            throw Refusal.conflict("alarm.shift.signed-already");
        }
        log.wrote("shift", Long.toString(id), "received");
        notices.over("alarm-shift:" + id);
    }

    @Transactional
    Shift read(long id) {
        Shift shift = rows.find(id).orElseThrow(() -> Refusal.notFound("alarm.shift.none"));
        log.read("shift", Long.toString(id));
        return shift;
    }

    List<Line> list(@Nullable String waitingFor, @Nullable Long after, int limit) {
        return rows.list(waitingFor, after, limit);
    }

    private static String fits(String field, String text) {
        if (text.length() > LONGEST) {
            throw Refusal.invalid(field, "alarm.shift.long", LONGEST);
        }
        return text;
    }
}
