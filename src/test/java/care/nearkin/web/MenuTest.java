package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The menu as each role has it: nothing offered that is shut, nothing open that cannot be found. */
@NearkinTest
class MenuTest {

    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
    private static final Pattern NAV = Pattern.compile("<nav class=\"wide\".*?</nav>", Pattern.DOTALL);

    /** Opened from elsewhere: the start page by its name at the top, signing in by the door itself. */
    private static final Set<String> WITHOUT_A_WAY = Set.of("/", "/sign-in", "/first-administrator");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    /** What she was shown, by path: nothing is asked for twice. */
    private final Map<String, HttpResponse<String>> shown = new HashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator1",
                "responder1",
                "maintainer1",
                "caseworker1",
                "keeper1",
                "childlead1",
                "supervisor1",
                "manager1",
                "admin1"
            })
    void offersWhatOpensAndLeadsToEveryPageThatOpens(String name) {
        Here person = Here.as(name, port, file);
        List<String> offered = links(menu(person));
        assertThat(offered).isNotEmpty();
        for (String link : offered) {
            assertThat(followed(person, link).statusCode()).as(link).isEqualTo(200);
        }

        Set<String> reached = reachedFrom(person, offered);
        for (String page : pages()) {
            if (isPageFor(person, page)) {
                assertThat(reached).as("%s may open %s", name, page).contains(page);
            }
        }
        // who stays signed in counts as on duty, for other tests too
        person.submit("/me/password", "/sign-out", Map.of());
    }

    @ParameterizedTest
    @CsvSource({"operator1, /desk", "caseworker1, /tasks", "responder1, /my-asks"})
    void whoSignsInBeginsWithWhatHerPostWorksWith(String name, String first) {
        Here person = Here.as(name, port, file);
        assertThat(person.page("/").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith(first));
        person.submit("/me/password", "/sign-out", Map.of());
    }

    private String menu(Here person) {
        Matcher menu = NAV.matcher(page(person, "/notices").body());
        assertThat(menu.find()).isTrue();
        return menu.group();
    }

    /** Follows links, one page of each kind: {@code /residents/7} stands for all residents. */
    private Set<String> reachedFrom(Here person, List<String> offered) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(offered);
        open.add("/notices");
        while (!open.isEmpty()) {
            String path = open.remove().replaceFirst("\\?.*", "");
            if (path.startsWith("/camunda") || path.startsWith("/swagger") || !reached.add(kind(path))) {
                continue;
            }
            open.addAll(links(page(person, path).body()));
        }
        return reached;
    }

    private static String kind(String path) {
        return path.replaceAll("/(\\d+|AL-[0-9-]+|[0-9a-f]{8}-[0-9a-f-]+|[a-z]+1)(?=/|$)", "/{}");
    }

    /** The addresses without anything to fill in that answer a GET with a page. */
    private Set<String> pages() {
        Set<String> pages = new TreeSet<>();
        handlers.getHandlerMethods().forEach((door, handler) -> {
            if (isOfATest(handler.getBeanType())) {
                return;
            }
            Set<RequestMethod> methods = door.getMethodsCondition().getMethods();
            if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                door.getPatternValues().stream()
                        .filter(path -> !path.contains("{") && !path.matches("/(api|v3|actuator|error|live).*"))
                        .forEach(pages::add);
            }
        });
        pages.removeAll(WITHOUT_A_WAY);
        assertThat(pages).contains("/desk", "/tasks", "/gateways", "/notices/outbox");
        return pages;
    }

    private static boolean isOfATest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }

    private boolean isPageFor(Here person, String path) {
        HttpResponse<String> answer = page(person, path);
        return answer.statusCode() == 200 && answer.body().contains("<main id=\"main\"");
    }

    private HttpResponse<String> followed(Here person, String link) {
        HttpResponse<String> answer = page(person, link);
        for (int hops = 0; answer.statusCode() / 100 == 3 && hops < 5; hops++) {
            String to = answer.headers().firstValue("Location").orElseThrow();
            assertThat(to).doesNotContain("/sign-in");
            answer = page(person, to.replaceFirst("^https?://[^/]+", ""));
        }
        return answer;
    }

    private HttpResponse<String> page(Here person, String path) {
        return shown.computeIfAbsent(path, person::page);
    }

    private static List<String> links(String html) {
        return LINK.matcher(html)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
    }
}
