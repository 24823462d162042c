package care.nearkin.embedded;

import care.nearkin.kernel.SamplePasswords;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The one check that needs the database: the sample's passwords are not for a network. Runs before anything listens. */
@Component
class StartGuard implements SmartLifecycle {

    private final Exposure exposure;
    private final ObjectProvider<SamplePasswords> samples;
    private boolean running;

    StartGuard(Environment environment, ObjectProvider<SamplePasswords> samples) {
        this.exposure = Exposure.of(environment);
        this.samples = samples;
    }

    @Override
    public int getPhase() {
        return LocalBroker.PHASE - 1;
    }

    @Override
    public void start() {
        if (exposure.reachesOut() && samples.stream().anyMatch(SamplePasswords::inUse)) {
            throw Exposure.samplePasswords();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
