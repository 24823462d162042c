package care.nearkin.signal;

import care.nearkin.access.Finder;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.signal.DeviceList.Ask;
import care.nearkin.signal.DeviceList.Order;
import org.springframework.stereotype.Component;

/** Devices in the search for everything, by key, room and gateway. */
@Component
class DeviceFinder implements Finder {

    private final DeviceList list;
    private final DeviceFindings findings;

    DeviceFinder(DeviceList list, DeviceFindings findings) {
        this.list = list;
        this.findings = findings;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        if (!MaySee.Who.is(viewer)) {
            return Findings.none(DeviceFindings.TITLE);
        }
        Ask ask = new Ask(wanted.strip(), null, null, null, null, Order.KEY, null, few);
        return Findings.of(
                DeviceFindings.TITLE,
                list.list(ask),
                row -> findings.of(row.device(), row.resident()),
                "/devices?state=&q={q}");
    }
}
