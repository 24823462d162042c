package care.nearkin.access;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import care.nearkin.engine.WebappCalls;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The doors, in order: static files, Camunda's webapps, calls by programs, pages. Every one of them lets through what it
 * names and nothing else. Matchers are path pattern objects because several servlets are registered and Spring cannot
 * tell from a string which one is meant.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityChains {

    private static final @Nullable HttpMethod ANY = null;

    private final Refusals refusals;
    private final PasswordCheck passwordCheck;
    private final StillWelcome stillWelcome;

    SecurityChains(Refusals refusals, PasswordCheck passwordCheck, Presence presence, Sessions sessions) {
        this.refusals = refusals;
        this.passwordCheck = passwordCheck;
        this.stillWelcome = new StillWelcome(presence, sessions, refusals);
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    @Order(10)
    SecurityFilterChain staticFiles(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths(
                        HttpMethod.GET,
                        "/lib/**",
                        "/css/**",
                        "/js/**",
                        "/img/**",
                        "/sound/**",
                        "/favicon.ico",
                        "/favicon.svg",
                        "/site.webmanifest"))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> SecurityHeaders.ours(headers).cacheControl(cache -> cache.disable()))
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain webapps(HttpSecurity http, WebappCalls webappCalls, SignOut signOut) throws Exception {
        return http.securityMatcher(paths(ANY, "/camunda", "/camunda/**"))
                .authorizeHttpRequests(calls -> calls.anyRequest().access(webappCalls))
                .authenticationProvider(passwordCheck)
                // Camunda brings its own, with a cookie name of its own; two would refuse each other's calls
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(no -> no.authenticationEntryPoint(refusals::pageSignIn))
                .headers(SecurityHeaders::camunda)
                .logout(out -> out.logoutRequestMatcher(withDefaults().matcher(HttpMethod.POST, WebappCalls.SIGN_OUT))
                        .addLogoutHandler(signOut)
                        .addLogoutHandler(clearsSite())
                        .logoutSuccessHandler((request, response, who) -> response.setStatus(204)))
                .addFilterBefore(stillWelcome, AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        paths(ANY, "/api/**", "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**"))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(paths(HttpMethod.GET, "/actuator/health", "/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(paths(HttpMethod.GET, "/actuator/prometheus"))
                        .hasAnyRole(Group.MANAGER.name(), Group.ADMIN.name())
                        .requestMatchers(paths(HttpMethod.GET, "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml"))
                        .authenticated()
                        .requestMatchers(paths(ANY, "/api/v1/**"))
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .authenticationProvider(passwordCheck)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals::apiSignIn))
                .exceptionHandling(no ->
                        no.authenticationEntryPoint(refusals::apiSignIn).accessDeniedHandler(refusals::apiForbidden))
                // our own pages may call with their session, which is read but never made here
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(SecurityChains::couldBeForged))
                .headers(SecurityHeaders::ours)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(stillWelcome, AuthorizationFilter.class)
                .build();
    }

    /** Links on the phones of people without an account: the secret in the path is all that they have. */
    @Bean
    @Order(35)
    SecurityFilterChain links(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths(ANY, "/help/*", "/help/*/answer"))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> SecurityHeaders.ours(headers)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain pages(HttpSecurity http, SignOut signOut, SignedInHere signedInHere) throws Exception {
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(
                                DispatcherType.ASYNC,
                                DispatcherType.ERROR,
                                DispatcherType.FORWARD,
                                // the container's error page below an answer that is on its way
                                DispatcherType.INCLUDE)
                        .permitAll()
                        .requestMatchers(paths(ANY, "/sign-in", "/sign-in/**", "/first-administrator"))
                        .permitAll()
                        .requestMatchers(paths(ANY, "/error"))
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(passwordCheck)
                .formLogin(form ->
                        form.loginPage("/sign-in").successHandler(signedInHere).failureHandler(SignInPage::refused))
                .logout(out -> out.logoutRequestMatcher(withDefaults().matcher(HttpMethod.POST, "/sign-out"))
                        .addLogoutHandler(signOut)
                        .addLogoutHandler(clearsSite())
                        .logoutSuccessUrl("/sign-in?out"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(no -> no.authenticationEntryPoint(refusals::pageSignIn))
                .headers(SecurityHeaders::ours)
                .sessionManagement(Customizer.withDefaults())
                .addFilterBefore(stillWelcome, AuthorizationFilter.class)
                .build();
    }

    /**
     * A browser sends cookies and remembered Basic credentials by itself; a program sends its credentials on purpose and
     * no {@code Sec-Fetch-Site}, which pages cannot forge.
     */
    private static boolean couldBeForged(HttpServletRequest request) {
        boolean changes =
                switch (request.getMethod()) {
                    case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
                    default -> true;
                };
        String from = request.getHeader("Sec-Fetch-Site");
        boolean byProgram = request.getHeader("Authorization") != null && (from == null || from.equals("same-origin"));
        return changes && !byProgram;
    }

    /** After signing in one continues at the page one asked for, never at a fragment, a stream or a call. */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(new AndRequestMatcher(
                withDefaults().matcher(HttpMethod.GET, "/**"),
                request -> request.getHeader("HX-Request") == null && Refusals.isNavigation(request)));
        return cache;
    }

    /** Whatever a page kept in the browser's storage leaves with the person. */
    private static LogoutHandler clearsSite() {
        return new HeaderWriterLogoutHandler(
                new ClearSiteDataHeaderWriter(ClearSiteDataHeaderWriter.Directive.STORAGE));
    }

    private static RequestMatcher paths(@Nullable HttpMethod method, String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .<RequestMatcher>map(pattern -> method == null
                        ? withDefaults().matcher(pattern)
                        : withDefaults().matcher(method, pattern))
                .toList());
    }
}
