package care.nearkin.signal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are taken in. {@code staleAfter}: news whose own clock says that it is older is back-filled, unless a life
 * may depend on it.
 */
@ConfigurationProperties("nearkin.intake")
record Intake(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("nearkin-signals") String clientId,
        @DefaultValue("4") int workers,
        @DefaultValue("200") int batch,
        @DefaultValue("20000") int queue,
        @DefaultValue("1h") Duration staleAfter,
        @DefaultValue("1s") Duration save) {}
