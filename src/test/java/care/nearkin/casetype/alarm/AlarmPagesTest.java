package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the pages about an alarm offer and tell to whom. */
@NearkinTest
class AlarmPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TestDesk desk;

    Here operator;

    @BeforeEach
    void signIn() {
        operator = Here.as("operator1", port, file);
    }

    @Test
    void anOpenStepIsOpenedAndARingingAlarmTakenFromTheCasesPage() {
        String number = desk.ring();
        assertThat(seen(operator, "/cases/" + number)).contains("hx-get=\"/cases/" + number + "/alarm/now\"");
        assertThat(seen(operator, "/tasks/of/" + number)).containsPattern("class=\"button\">Open<");
        assertThat(seen(Here.as("caseworker1", port, file), "/cases/" + number + "/alarm/now"))
                .isEmpty();
        assertThat(seen(operator, "/cases/" + number + "/alarm/now")).contains("Take it");

        var taken = operator.submit("/me/password", "/desk/" + number + "/take", Map.of());

        assertThat(taken.headers().firstValue("Location").orElseThrow()).contains("/tasks/");
        assertThat(seen(operator, "/cases/" + number + "/alarm/now")).isEmpty();
    }

    private static String seen(Here person, String path) {
        return person.get(path, "Accept", "text/html", "Accept-Language", "en").body();
    }
}
