package care.nearkin.sample;

import care.nearkin.access.Teams;
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
    private final Teams teams;
    private final SamplePeople people;
    private final SampleDevices devices;
    private final SampleGateway gateway;

    SampleNeighbourhood(
            Residents residents, Teams teams, SamplePeople people, SampleDevices devices, SampleGateway gateway) {
        this.residents = residents;
        this.teams = teams;
        this.people = people;
        this.devices = devices;
        this.gateway = gateway;
    }

    @Override
    @Transactional
    public void run(@Nullable ApplicationArguments arguments) {
        if (!residents.isEmpty()) {
            return;
        }
        Csv.read("areas.csv").forEach(area -> teams.putArea(area.need("key"), area.need("name")));
        people.load();
        devices.load();
        gateway.load();
        LOG.info("The sample neighbourhood is loaded: invented people, numbers that cannot be dialled");
    }
}
