package care.nearkin.engine;

import care.nearkin.kernel.Pace;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the pace the short name by which models call it. */
@Configuration(proxyBeanMethods = false)
class ModelNames {

    @Bean
    static BeanFactoryPostProcessor paceInModels() {
        return beans -> {
            for (String name : beans.getBeanNamesForType(Pace.class, true, false)) {
                beans.registerAlias(name, "pace");
            }
        };
    }
}
