package care.nearkin.casetype.alarm;

import care.nearkin.kernel.WorkLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the worker when work was started here; what another node or an earlier run left is gone on with too. */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class StormWorking implements SmartLifecycle {

    private final WorkLoop loop;

    StormWorking(StormWorker worker) {
        this.loop = new WorkLoop("storm-work", worker::step);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StormWorks.Started event) {
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
