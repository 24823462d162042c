package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NearkinTest
class ErrorsTest {

    private static final String PASSWORD = "a quiet lane 540";
    private static final String API = "/api/v1/test-trouble";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts staff;

    @Autowired
    ObjectMapper json;

    final String name = "err" + UUID.randomUUID().toString().substring(0, 8);
    Here program;
    Here browser;

    @BeforeEach
    void signIn() {
        staff.putSample(new StaffAccounts.NewStaff(name, "测试", Set.of(Group.KEEPER), null, null, null), PASSWORD);
        program = new Here(port).basic(name, PASSWORD);
        browser = new Here(port);
        browser.signIn(name, PASSWORD);
    }

    @Test
    void nothingIsSaidAndNothingFailsWhereTheAnswerIsOnItsWay() {
        assertThat(browser.get("/test-trouble/half-told").body()).isEqualTo("half and no more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /body | {\"name\":\"\"} | 400 | invalid | name",
                "POST | /body | {\"name\":\"a\",\"colour\":1} | 400 | unknown-field | colour",
                "POST | /body | {\"name\":\"a\",\"born\":\"soon\"} | 400 | wrong-type | born",
                "POST | /body | {nonsense | 400 | unreadable | ",
                "GET | /limit?limit=many | | 400 | wrong-type | limit",
                "GET | /limit | | 400 | missing | limit",
                "GET | /limit?limit=501 | | 400 | invalid | limit",
                "GET | /refused | | 409 | missing | ",
                "GET | /overtaken | | 409 | changed-meanwhile | ",
                "GET | /others | | 403 | forbidden | ",
                "GET | /no-such-thing | | 404 | not-found | ",
                "PUT | /limit | | 405 | method-not-allowed | ",
                "GET | /broken | | 500 | internal | "
            })
    void aProgramGetsAProblemWithAStableType(
            String method, String path, String body, int status, String type, String field) throws Exception {
        HttpResponse<String> answer = program.call(method, API + path, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("field").asText(null)).isEqualTo(field);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "wrapped");
    }

    @Test
    void aBodyInAForeignFormatIsRefusedAsSuch() {
        assertThat(program.post(API + "/body", "text/csv", "a;b").statusCode()).isEqualTo(415);
    }

    @Test
    void theWordsAreInTheReadersLanguage() {
        assertThat(program.get(API + "/refused", "Accept-Language", "en").body())
                .contains("\\\"phone\\\" is missing");
        assertThat(program.get(API + "/refused", "Accept-Language", "zh-CN").body())
                .contains("缺少“phone”");
    }

    @Test
    void aBrowserGetsAPageThatSaysWhatHappenedAndThatNothingWasLost() {
        HttpResponse<String> answer =
                browser.get("/test-trouble/broken", "Accept", "text/html", "Accept-Language", "zh");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("系统这边出了问题", "没有改动", "请把这个编号告诉管理员").doesNotContain("secret", "Exception");
    }

    @Test
    void anAddressThatDoesNotExistIsAPageInOurLook() {
        HttpResponse<String> answer = browser.page("/no-such-page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("没有找到", "class=\"bar\"");
    }

    @Test
    void aFragmentRequestGetsANoticeInsteadOfAPageInsideAPage() {
        HttpResponse<String> answer =
                browser.get("/test-trouble/refused", "HX-Request", "true", "Accept-Language", "en");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#notice");
        assertThat(answer.body()).contains("is missing").doesNotContain("<html");
    }

    @Test
    void aFormWithoutItsTokenIsRefusedInOurLook() {
        HttpResponse<String> answer =
                browser.post("/notices/read", "application/x-www-form-urlencoded", "newest=1", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("您不能打开这里", "没有被接收");
    }

    @Test
    void theDescriptionOfTheApiIsThereForThoseWhoMaySeeIt() {
        assertThat(program.get("/v3/api-docs").body()).contains("\"title\":\"Nearkin\"", "\"scheme\":\"basic\"");
        assertThat(browser.page("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }
}
