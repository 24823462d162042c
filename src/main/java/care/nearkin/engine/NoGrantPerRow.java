package care.nearkin.engine;

import java.lang.reflect.Proxy;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.ResourceAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine from writing a grant for every task, candidate, user and filter: {@link Grants} holds a few rows by
 * group instead, and the table does not grow with the work.
 */
@Component
class NoGrantPerRow extends AbstractCamundaConfiguration {

    private static final AuthorizationEntity[] NONE = {};

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setResourceAuthorizationProvider((ResourceAuthorizationProvider) Proxy.newProxyInstance(
                NoGrantPerRow.class.getClassLoader(),
                new Class<?>[] {ResourceAuthorizationProvider.class},
                (proxy, method, arguments) -> NONE));
    }
}
