package care.nearkin.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API at {@code /v3/api-docs}, with a page to try it for those who are signed in. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    private static final String BASIC = "basic";

    @Bean
    OpenAPI nearkinApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Nearkin")
                                .version("v1")
                                .description(
                                        "Residents, those who can come, devices, signals, cases and tasks of a neighbourhood's care. "
                                                + "Errors are RFC 9457 problem details; lists answer `items` and `next`, newest first."))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BASIC)))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }
}
