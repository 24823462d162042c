package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NearkinTest
class DoorsTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    Here here;

    @BeforeEach
    void open() {
        here = new Here(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/staff", "/me", "/no-such-page", "/swagger-ui/index.html", "/camunda/app/tasklist/default/"
            })
    void aStrangerAskingForAPageIsSentToTheSignInPage(String path) {
        var answer = here.page(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/cases",
                "/api/v1/no-such-thing",
                "/api/v2/cases",
                "/v3/api-docs",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/env"
            })
    void aProgramWithoutCredentialsIsToldSoAsAProblem(String path) {
        var answer = here.get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("Basic"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/signed-out").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/process-definition/key/alarm/start",
                "/camunda/api/engine/engine",
                "/camunda/api/engine/no-such-thing",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/anything"
            })
    void aStrangerGetsNothingOfTheEngine(String path) {
        assertThat(here.get(path).statusCode()).isEqualTo(401);
        assertThat(here.call("POST", path, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void healthIsOpenAndNamesItsPartsOnly() {
        var health = here.get("/actuator/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"db\"").doesNotContain("details").doesNotContain("PostgreSQL");
    }

    @Test
    void figuresAreForManagersAndAdministrators() {
        // tests switch the exporter itself off: behind the door nobody is at home
        assertThat(basic("manager1").get("/actuator/prometheus").statusCode()).isNotIn(401, 403);
        assertThat(basic("admin1").get("/actuator/prometheus").statusCode()).isNotIn(401, 403);
        var refused = basic("operator1").get("/actuator/prometheus");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/problems/forbidden");
        assertThat(basic("admin1").get("/actuator/env").statusCode()).isEqualTo(403);
    }

    @Test
    void aMemberOfStaffSignsInAndOut() {
        assertThat(signIn("operator1").headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/"));
        assertThat(here.page("/no-such-page").statusCode()).isEqualTo(404);

        here.submit("/me/password", "/sign-out", Map.of());
        assertThat(here.page("/no-such-page").statusCode()).isEqualTo(302);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var answer = here.post(
                "/sign-in",
                "application/x-www-form-urlencoded",
                "username=operator1&password=" + password("operator1"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void signingInChangesTheSession() {
        here.page("/sign-in");
        assertThat(signIn("operator1").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void pagesMayLoadNothingFromElsewhere() {
        var headers = here.page("/sign-in").headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(csp -> assertThat(csp)
                        .startsWith("default-src 'self';")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void aCallWithASessionNeedsTheTokenOfAPage() {
        signIn("operator1");

        assertThat(here.call("POST", "/api/v1/no-such-thing", "{}").body()).contains("/problems/csrf");
        assertThat(here.get("/v3/api-docs").statusCode()).isEqualTo(200);
    }

    @Test
    void theDescriptionOfTheApiIsForThoseSignedIn() {
        assertThat(basic("admin1").get("/v3/api-docs").statusCode()).isEqualTo(200);
        signIn("operator1");
        assertThat(here.page("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }

    private Here basic(String name) {
        return new Here(port).basic(name, password(name));
    }

    private java.net.http.HttpResponse<String> signIn(String name) {
        return here.signIn(name, password(name));
    }

    private String password(String name) {
        return file.passwordOf(name, "");
    }
}
