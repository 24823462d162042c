package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.document.Photos;
import care.nearkin.engine.EngineTables;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Files and photos of a case: for those who may read it, and for nobody else, not even in the database. */
@NearkinTest
class DocumentsTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    private final String name = "Wang's door " + UUID.randomUUID();
    private Here operator;
    private String number;

    @BeforeEach
    void anAlarmIsOpen() {
        number = desk.ring();
        operator = Here.as("operator1", port, accounts);
    }

    @AfterEach
    void nobodyElseHearsIt() {
        inTransaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where case_number = ?", number));
    }

    @Test
    void aPhotoIsKeptWithoutWhereItWasTakenAndSavedAsAFileByWhoMayReadTheCase() {
        HttpResponse<String> added = add(operator, name + ".jpg", Photos.jpeg());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(added.body()).contains(escaped(name) + ".jpg");

        HttpResponse<byte[]> saved = Here.as("supervisor1", port, accounts).bytes("/documents/" + id());

        assertThat(new String(saved.body(), StandardCharsets.ISO_8859_1)).doesNotContain(Photos.PLACE);
        assertThat(saved.body()[1]).isEqualTo((byte) 0xd8);
        assertThat(saved.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename");
        assertThat(saved.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(saved.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(saved.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(jdbc.queryForList(
                        "select who from access_read where what = 'document' and which = ? and why = ?",
                        String.class,
                        id().toString(),
                        number))
                .containsExactly("supervisor1");
        assertThat(operator.get("/cases/" + number + "/timeline", "Accept-Language", "en")
                        .body())
                .contains("File attached", escaped(name));
    }

    @Test
    void nameAndContentLieSealedAndBelongToThisFile() {
        byte[] pdf = pdf(700_000);
        add(operator, name + ".pdf", pdf);
        assertThat(operator.bytes("/documents/" + id()).body()).isEqualTo(pdf);
        assertThat(EngineTables.holding(jdbc, List.of("document", "document_part", "case_entry"), name))
                .isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from document_part where document = ? and position('%PDF-'::bytea in content) > 0",
                        Integer.class, id()))
                .isZero();

        inTransaction.executeWithoutResult(tx -> {
            for (int[] move : new int[][] {{0, -1}, {1, 0}, {-1, 1}}) {
                jdbc.update(
                        "update document_part set part = ? where document = ? and part = ?", move[1], id(), move[0]);
            }
        });

        assertThat(operator.bytes("/documents/" + id()).statusCode())
                .as("parts that were moved do not open")
                .isEqualTo(500);
    }

    @Test
    void whoMayNotReadTheCaseGetsNothingAndIsNotToldThatThereIsAFile() {
        add(operator, name + ".pdf", pdf(100));
        for (String outsider : List.of("keeper1", "responder1", "maintainer1")) {
            Here other = Here.as(outsider, port, accounts);
            assertThat(other.get("/cases/" + number + "/documents").statusCode())
                    .as(outsider)
                    .isIn(403, 404);
            assertThat(other.bytes("/documents/" + id()).statusCode())
                    .isEqualTo(other.bytes("/documents/999999").statusCode())
                    .isIn(403, 404);
        }
        assertThat(new Here(port).bytes("/documents/" + id()).statusCode()).isIn(302, 401);
        assertThat(add(Here.as("manager1", port, accounts), "x.pdf", pdf(9)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoPictureAndNoPdfIsRefusedWhateverItIsCalled() {
        assertRefused("photo.jpg", "<html><script>".getBytes(StandardCharsets.UTF_8), 400, "other-kind");
        assertRefused("photo.jpg", Arrays.copyOf(Photos.jpeg(), 200), 400, "broken");
        assertRefused("photo.pdf", pdf(10_000_001), 400, "too-large");
        assertRefused("photo.pdf", pdf(11_000_000), 413, "too-large");
        assertThat(jdbc.queryForObject("select count(*) from document where case_number = ?", Integer.class, number))
                .isZero();
    }

    @Test
    void whoAttachedTheWrongFileRemovesItAndTheTimelineSaysSo() {
        add(operator, name + ".pdf", pdf(100));
        Here other = Here.as("operator2", port, accounts);
        assertThat(other.submit("/me/password", "/documents/" + id() + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(403);
        Long id = id();
        operator.submit("/me/password", "/documents/" + id + "/remove", Map.of());

        assertThat(operator.bytes("/documents/" + id).statusCode()).isEqualTo(404);
        assertThat(jdbc.queryForObject("select count(*) from document_part where document = ?", Integer.class, id))
                .isZero();
        assertThat(operator.get("/cases/" + number + "/timeline", "Accept-Language", "en")
                        .body())
                .contains("File removed");
    }

    @Test
    void aPhotoIsTakenWithThePhoneAtTheTaskAndStandsOnTheCasesPage() {
        try (Browser browser = new Browser(port);
                Browser.Person phone = browser.open(390, "zh-CN");
                Browser.Person screen = browser.open(1280, "en")) {
            String task = desk.work(number, "Task_Acknowledge").id();
            phone.as("operator1", accounts.passwordOf("operator1", "")).go("/tasks/" + task);
            Locator camera = phone.page().locator(".documents input[capture=environment]");
            camera.setInputFiles(new FilePayload("photo.jpg", "image/jpeg", Photos.jpeg()));
            assertThat(phone.page().locator(".documents li a")).hasText("photo.jpg");
            phone.picture("documents-task");
            phone.page()
                    .locator(".documents input[multiple]")
                    .setInputFiles(new FilePayload("a.pdf", "application/pdf", "no".getBytes(StandardCharsets.UTF_8)));
            assertThat(phone.page().locator("#notice")).containsText("只能添加");
            assertThat(phone.complaints()).isNotEmpty().allMatch(one -> one.contains("400"));

            screen.as("operator1", accounts.passwordOf("operator1", "")).go("/cases/" + number);
            assertThat(screen.page().locator(".documents li a")).hasText("photo.jpg");
            assertThat(screen.page().locator(".timeline")).containsText("File attached");
            screen.picture("documents-case");
            screen.page().locator(".documents li button").click();
            assertThat(screen.page().locator(".documents li")).hasCount(0);
            assertThat(screen.complaints()).isEmpty();
        }
    }

    private void assertRefused(String file, byte[] content, int status, String type) {
        HttpResponse<String> refused = operator.upload("/me/password", path(), file, content, "application/json");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(type);
    }

    private HttpResponse<String> add(Here who, String file, byte[] content) {
        return who.upload("/me/password", path(), file, content, "text/html");
    }

    private String path() {
        return "/cases/" + number + "/documents";
    }

    private Long id() {
        return jdbc.queryForObject("select max(id) from document where case_number = ?", Long.class, number);
    }

    private static byte[] pdf(int length) {
        byte[] content = new byte[Math.max(length, 5)];
        new Random(length).nextBytes(content);
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 5);
        return content;
    }

    private static String escaped(String text) {
        return text.replace("'", "&#39;");
    }
}
