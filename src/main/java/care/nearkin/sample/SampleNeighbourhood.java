package care.nearkin.sample;

import care.nearkin.access.StaffAccounts;
import care.nearkin.people.Residents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the sample into an empty database, whole or not at all; a database with a single resident is left alone. */
@Component
@Conditional(SampleWanted.class)
@Order(SampleStaff.FIRST + 10)
class SampleNeighbourhood implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SampleNeighbourhood.class);

    private final Residents residents;
    private final StaffAccounts staff;
    private final SamplePeople people;
    private final SampleDevices devices;

    SampleNeighbourhood(Residents residents, StaffAccounts staff, SamplePeople people, SampleDevices devices) {
        this.residents = residents;
        this.staff = staff;
        this.people = people;
        this.devices = devices;
    }

    @Override
    @Transactional
    public void run(@Nullable ApplicationArguments arguments) {
        if (!residents.isEmpty()) {
            return;
        }
        Csv.read("areas.csv").forEach(area -> staff.putArea(area.need("key"), area.need("name")));
        people.load();
        devices.load();
        LOG.info("The sample neighbourhood is loaded: invented people, numbers that cannot be dialled");
    }
}
