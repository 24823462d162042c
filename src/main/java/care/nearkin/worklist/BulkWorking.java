package care.nearkin.worklist;

import care.nearkin.kernel.WorkLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the worker when work was started here; what another node or an earlier run left is gone on with too. */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class BulkWorking implements SmartLifecycle {

    private final WorkLoop loop;

    BulkWorking(BulkWorker worker) {
        this.loop = new WorkLoop("bulk-work", worker::step);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(BulkWorks.Started event) {
        loop.wake();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
