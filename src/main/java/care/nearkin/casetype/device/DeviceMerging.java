package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.Merging;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Two devices of one home that want the same visit: the leading case sees to both until it is over, by the sooner of the
 * two limits; what the other device says meanwhile is told there.
 */
@Component
class DeviceMerging implements Merging {

    private final CaseFiles caseFiles;
    private final DeviceBook book;
    private final Flows flows;

    DeviceMerging(CaseFiles caseFiles, DeviceBook book, Flows flows) {
        this.caseFiles = caseFiles;
        this.book = book;
        this.flows = flows;
    }

    @Override
    public String type() {
        return DeviceCase.KEY;
    }

    /** Ending an installation would put the device out of use; who has been there already sees to nothing more. */
    @Override
    public void check(CaseFile ending, CaseFile leading) {
        DeviceBook.File ends = book.get(ending.number());
        DeviceBook.File leads = book.get(leading.number());
        if (ends.installing() || leads.installing()) {
            throw Refusal.conflict("device.merge.installation");
        }
        Set<String> inLeading = steps(leading);
        if (leads.overAt() != null || inLeading.contains("Task_Test")) {
            throw Refusal.conflict("device.merge.visited", leading.number(), ending.number());
        }
        Set<String> inEnding = steps(ending);
        if (inEnding.contains("Task_Test")) {
            throw Refusal.conflict("device.merge.testing", ending.number());
        }
        if (inEnding.contains("Task_PhoneCheck") && !inLeading.contains("Task_PhoneCheck")) {
            throw Refusal.conflict("device.merge.phone", ending.number());
        }
    }

    private Set<String> steps(CaseFile file) {
        return flows.waiting(file.number()).stream().map(Flows.Waiting::step).collect(Collectors.toSet());
    }

    @Override
    public void end(CaseFile ending, CaseFile leading) {
        DeviceBook.File ends = book.get(ending.number());
        boolean over = ends.overAt() != null;
        boolean sooner =
                !over && ends.visitDue().compareTo(book.get(leading.number()).visitDue()) < 0;
        boolean review = steps(ending).contains("Task_ReviewPlan");
        boolean decidedAnew = false;
        if (sooner) {
            book.visitDue(leading.number(), ends.visitDue());
            caseFiles.urgency(leading.number(), ending.urgency());
            decidedAnew = flows.tell(
                    DeviceCase.WORSE_MESSAGE, leading.number(), List.of(DeviceCase.MATTER.is(matter(ending))));
        }
        if (review && !decidedAnew) {
            flows.know(leading.number(), List.of(DeviceCase.REVIEW_PLAN.is(true)));
        }
        if (!flows.tell(
                DeviceCase.WITHDRAWN_MESSAGE, ending.number(), List.of(DeviceCase.WITHDRAWAL.is(Outcome.MERGED)))) {
            throw Refusal.conflict("device.closed-already", ending.number());
        }
        if (!over) {
            book.follow(ending.number(), leading.number());
        }
    }

    /** What the case was opened for. */
    static Matter matter(CaseFile file) {
        String subject = file.subject();
        return Matter.valueOf(subject.substring(subject.lastIndexOf('.') + 1));
    }
}
