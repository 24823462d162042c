package care.nearkin.signal;

import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.people.HouseholdPart;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The devices of everybody at one address that are in use or being put up. */
@Component
class HouseholdDevices implements HouseholdPart {

    private static final int A_PAGE = 50;

    private final DeviceRows rows;
    private final DeviceFindings findings;
    private final Residents people;

    HouseholdDevices(DeviceRows rows, DeviceFindings findings, Residents people) {
        this.rows = rows;
        this.findings = findings;
        this.people = people;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Findings of(Collection<Long> residents, Viewer viewer) {
        if (!MaySee.Who.is(viewer)) {
            return Findings.none(DeviceFindings.TITLE);
        }
        Map<Long, ResidentBrief> names = people.briefs(residents);
        List<Device> found = rows
                .findByResidentIdInAndStateInOrderByKey(
                        residents, List.of(Device.State.LIVE, Device.State.INSTALLING), Limit.of(A_PAGE + 1))
                .stream()
                .map(DeviceRow::view)
                .filter(device -> viewer.serves(device.area()))
                .toList();
        return Findings.of(
                DeviceFindings.TITLE,
                Slice.of(found, A_PAGE, Device::key),
                device -> findings.of(device, device.resident() == null ? null : names.get(device.resident())),
                null);
    }
}
