package care.nearkin.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.boot.autoconfigure.orm.jpa.EntityManagerFactoryBuilderCustomizer;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.data.repository.Repository;

/**
 * Queries are read when first asked ({@code spring.data.jpa.repositories.bootstrap-mode}), for a quick start. This asks
 * for all of them as soon as the program is up, so that it is not the first alarm that waits for it.
 */
@Configuration(proxyBeanMethods = false)
class LazyQueries {

    private static final Logger LOG = LoggerFactory.getLogger(LazyQueries.class);

    /**
     * With lazy repositories Spring Boot would start Hibernate in a thread of its own. That saves a second or two, and a
     * start in which main thread and that thread wait for each other's beans hangs for ever.
     */
    @Bean
    @Order
    static EntityManagerFactoryBuilderCustomizer hibernateInTheMainThread() {
        return builder -> builder.setBootstrapExecutor(null);
    }

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
