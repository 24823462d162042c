package care.nearkin.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;

/**
 * Queries are read when first asked, for a quick start. This asks for all of them as soon as the program is up, so that it
 * is not the first alarm that waits for it. Said here and not as a property of Spring Boot, which would then start
 * Hibernate in a thread of its own: a start in which that thread and the main one wait for each other's beans hangs for
 * ever.
 */
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(basePackages = "care.nearkin", bootstrapMode = BootstrapMode.LAZY)
class LazyQueries {

    private static final Logger LOG = LoggerFactory.getLogger(LazyQueries.class);

    @EventListener
    void up(ApplicationReadyEvent ready) {
        Thread thread = new Thread(() -> readAhead(ready), "queries");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readAhead(ApplicationReadyEvent ready) {
        try {
            ready.getApplicationContext().getBeansOfType(Repository.class);
        } catch (BeansException | IllegalStateException stopping) {
            // a query that cannot be read is told to whoever asks it; a program that stops needs none
            LOG.debug("Not all queries were read ahead", stopping);
        }
    }
}
