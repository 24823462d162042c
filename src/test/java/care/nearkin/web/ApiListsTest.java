package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list of the API gives a page of 1 to 500 rows and says so, in the same words, to who asks for another. */
@NearkinTest
class ApiListsTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Test
    void theListsOfTheApiAreThese() {
        assertThat(lists())
                .containsExactlyInAnyOrder(
                        "/api/v1/cases",
                        "/api/v1/devices",
                        "/api/v1/organisations",
                        "/api/v1/residents",
                        "/api/v1/responders",
                        "/api/v1/signals",
                        "/api/v1/tasks");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501})
    void aWrongLimitIsRefused(int limit) {
        for (String list : lists()) {
            HttpResponse<String> refused = ask(list, limit, "en");
            assertThat(refused.statusCode()).as(list).isEqualTo(400);
            assertThat((String) JsonPath.read(refused.body(), "$.type")).isEqualTo("/problems/limit");
            assertThat((String) JsonPath.read(refused.body(), "$.field")).isEqualTo("limit");
            assertThat((String) JsonPath.read(refused.body(), "$.detail"))
                    .isEqualTo("\"limit\" has to be between 1 and 500.");
            assertThat((String) JsonPath.read(ask(list, limit, "zh").body(), "$.detail"))
                    .isEqualTo("“limit”应在 1 到 500 之间。");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void theLeastAndTheMostAreGiven(int limit) {
        for (String list : lists()) {
            HttpResponse<String> page = ask(list, limit, "en");
            assertThat(page.statusCode()).as(list).isEqualTo(200);
            assertThat((List<?>) JsonPath.read(page.body(), "$.items")).hasSizeLessThanOrEqualTo(limit);
        }
    }

    private HttpResponse<String> ask(String list, int limit, String language) {
        return new Here(port)
                .basic("supervisor1", file.passwordOf("supervisor1", ""))
                .get(list + "?limit=" + limit, "Accept-Language", language);
    }

    private List<String> lists() {
        return handlers.getHandlerMethods().entrySet().stream()
                .filter(door -> Arrays.stream(door.getValue().getMethodParameters())
                        .anyMatch(parameter ->
                                "limit".equals(parameter.getParameter().getName())))
                .flatMap(door -> door.getKey().getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1/") && !path.contains("test"))
                .toList();
    }
}
