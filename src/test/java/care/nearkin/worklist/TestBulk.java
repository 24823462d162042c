package care.nearkin.worklist;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.stereotype.Component;

/** Does what was asked for many steps when a test says so; each call may be another run of the program. */
@Component
public class TestBulk {

    private final AutowireCapableBeanFactory factory;

    TestBulk(AutowireCapableBeanFactory factory) {
        this.factory = factory;
    }

    /** One step of each work that runs, by a worker that knows nothing of those before it. */
    public boolean step() {
        return factory.createBean(BulkWorker.class).step();
    }

    public void all() {
        while (step()) {
            // until nothing waits, and once more so that it is over
        }
    }
}
