package care.nearkin.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;

/** Whoever is signed in with us is signed in to Camunda's webapps as the same person, with her groups of this moment. */
@Configuration(proxyBeanMethods = false)
class WebappSignIn {

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappSignInFilter() {
        var registration = new FilterRegistrationBean<ContainerBasedAuthenticationFilter>(new AsSignedIn());
        registration.setName("webappSignIn");
        // after the security chain, which decides who it is, and before Camunda's own filters, which come last
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return registration;
    }

    @Bean
    FilterRegistrationBean<WebappLanguage> webappLanguageFilter(ObjectProvider<LocaleResolver> locales) {
        var registration = new FilterRegistrationBean<>(new WebappLanguage(locales));
        registration.setName("webappLanguage");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/*");
        return registration;
    }

    /** Filters are made before all else; the engine is asked for when the first answer passes. */
    @Bean
    FilterRegistrationBean<TasklistWords> tasklistWordsFilter(
            ObjectMapper json, ObjectProvider<ModelWords> models, ObjectProvider<RuntimeService> runtime) {
        var registration = new FilterRegistrationBean<>(new TasklistWords(json, models, runtime));
        registration.setName("tasklistWords");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        registration.addUrlPatterns("/camunda/api/engine/*");
        return registration;
    }

    /** Reads name and groups where Spring Security put them. */
    private static final class FromSecurityContext implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            var who = SecurityContextHolder.getContext().getAuthentication();
            if (who == null || !who.isAuthenticated()) {
                return AuthenticationResult.unsuccessful();
            }
            AuthenticationResult result = AuthenticationResult.successful(who.getName());
            result.setGroups(List.copyOf(WebappCalls.groupsOf(who)));
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {}
    }

    private static final class AsSignedIn extends ContainerBasedAuthenticationFilter {

        private final AuthenticationProvider provider = new FromSecurityContext();

        @Override
        public void init(FilterConfig configuration) {
            authenticationProvider = provider;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            super.doFilter(new OwnNonce((HttpServletRequest) request), response, chain);
        }

        /** The session keeps what somebody could do when she came; new groups have to count at once. */
        @Override
        protected boolean existisAuthentication(Authentications authentications, String engineName, String username) {
            Authentication known = authentications.getAuthenticationForProcessEngine(engineName);
            var now = SecurityContextHolder.getContext().getAuthentication();
            return known instanceof UserAuthentication user
                    && now != null
                    && user.getIdentityId().equals(username)
                    && Set.copyOf(user.getGroupIds()).equals(WebappCalls.groupsOf(now));
        }
    }

    /**
     * Camunda hands the nonce of the content policy from one filter to the next by way of the servlet context, which all
     * requests share: two pages loaded at once would get each other's and stay white. Here each request keeps its own.
     */
    private static final class OwnNonce extends HttpServletRequestWrapper {

        private final ServletContext context;

        OwnNonce(HttpServletRequest request) {
            super(request);
            this.context = withOwnNonce(request.getServletContext());
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        private static ServletContext withOwnNonce(ServletContext shared) {
            AtomicReference<@Nullable Object> nonce = new AtomicReference<>();
            return (ServletContext) Proxy.newProxyInstance(
                    WebappSignIn.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, method, arguments) -> {
                        if (arguments != null
                                && arguments.length > 0
                                && ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE.equals(arguments[0])) {
                            if (method.getName().equals("setAttribute")) {
                                nonce.set(arguments[1]);
                                return null;
                            }
                            return nonce.get();
                        }
                        try {
                            return method.invoke(shared, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }
}
