package care.nearkin.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What every answer tells the browser it may do. */
final class SecurityHeaders {

    private static final String CSP = "Content-Security-Policy";
    private static final String COMMON =
            "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    /** Swagger's page sets style attributes and draws its arrows from data addresses. */
    private static final RequestMatcher API_DOCS =
            PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");

    private SecurityHeaders() {}

    static HeadersConfigurer<HttpSecurity> ours(HeadersConfigurer<HttpSecurity> headers) {
        return common(headers)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(API_DOCS),
                        new StaticHeadersWriter(CSP, "default-src 'self'" + COMMON)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        API_DOCS,
                        new StaticHeadersWriter(
                                CSP,
                                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
                                        + COMMON)));
    }

    /** Camunda writes its own content policy, with a nonce by page. */
    static HeadersConfigurer<HttpSecurity> camunda(HeadersConfigurer<HttpSecurity> headers) {
        return common(headers).cacheControl(cache -> cache.disable());
    }

    private static HeadersConfigurer<HttpSecurity> common(HeadersConfigurer<HttpSecurity> headers) {
        return headers.frameOptions(frames -> frames.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"));
    }
}
