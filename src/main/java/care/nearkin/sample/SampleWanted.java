package care.nearkin.sample;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The sample belongs into the database that Nearkin brought itself, never into one that somebody gave it. */
class SampleWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        return settings.getProperty("nearkin.sample", Boolean.class, true)
                && !StringUtils.hasText(settings.getProperty("spring.datasource.url"));
    }
}
