package care.nearkin.embedded;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Which parts somebody else provides. An empty variable, as docker-compose passes on, counts as not given. */
final class Given {

    private Given() {}

    static boolean database(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    static boolean broker(Environment environment) {
        return StringUtils.hasText(environment.getProperty("nearkin.mqtt.url"));
    }

    static class NoDatabase implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !database(context.getEnvironment());
        }
    }

    static class NoBroker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !broker(context.getEnvironment());
        }
    }

    static class Broker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return broker(context.getEnvironment());
        }
    }
}
