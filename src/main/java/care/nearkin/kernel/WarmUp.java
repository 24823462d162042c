package care.nearkin.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

/**
 * Queries are read when first asked, for a quick start. This asks for all of them as soon as the program is up, so that
 * it is not the first alarm that waits for it.
 */
@Component
class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    @EventListener
    void up(ApplicationReadyEvent ready) {
        Thread thread = new Thread(() -> readQueries(ready), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readQueries(ApplicationReadyEvent ready) {
        try {
            ready.getApplicationContext().getBeansOfType(Repository.class);
        } catch (BeansException | IllegalStateException stopping) {
            // a query that cannot be read is told to whoever asks it; a program that stops needs none
            LOG.debug("Not all queries were read ahead", stopping);
        }
    }
}
