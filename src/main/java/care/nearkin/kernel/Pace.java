package care.nearkin.kernel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast waiting time passes: 1 is real time, 60 turns a minute into a second for a demonstration. Applies to every
 * timer and due time, never to recorded times.
 */
@ConfigurationProperties("nearkin")
public record Pace(@DefaultValue("1") int pace) {

    public Pace {
        if (pace < 1 || pace > 3600) {
            throw new IllegalArgumentException("NEARKIN_PACE must be between 1 and 3600, was " + pace);
        }
    }

    public boolean real() {
        return pace == 1;
    }

    public Duration of(Duration real) {
        return real.dividedBy(pace);
    }

    /**
     * An ISO-8601 duration from a decision table, shortened; whole milliseconds, at least one. A limit in working time
     * ("P5D working"), asked by a running case whose model is older than the table, passes day and night: sooner, never lost.
     */
    public String of(String limit) {
        Duration shortened = of(Duration.parse(limit.replaceFirst("\\s+working$", "")));
        return (shortened.toMillis() < 1 ? Duration.ofMillis(1) : Duration.ofMillis(shortened.toMillis())).toString();
    }
}
