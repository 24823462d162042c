package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

@NearkinTest
class SampleOfferTest {

    private static final Map<String, String> AS_OPERATOR = Map.of("name", "operator2");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    StaffAccounts accounts;

    Here here;

    @BeforeEach
    void open() {
        here = new Here(port);
    }

    @Test
    void atThisMachineOneClickSignsIn() {
        assertThat(here.page("/sign-in").body()).contains("value=\"operator2\"", "value=\"admin1\"");

        var answer = here.submit("/sign-in", "/sign-in/sample", AS_OPERATOR);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("sign-in");
        assertThat(here.page("/me/password").body()).contains("operator2");
    }

    @Test
    void thePageHoldsNoPassword() {
        String page = here.page("/sign-in").body();

        assertThat(page).doesNotContain(file.passwordOf("operator2", ""), file.passwordOf("admin1", ""));
    }

    @Test
    void withoutTheTokenOfThePageNobodyIsSignedIn() {
        here.page("/sign-in");

        var answer = here.post("/sign-in/sample", "application/x-www-form-urlencoded", "name=operator2");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For,203.0.113.7",
        "X-Forwarded-For,127.0.0.1",
        "X-Forwarded-For,'127.0.0.1, 203.0.113.7'",
        "X-Forwarded-Host,care.example",
        "X-Forwarded-Proto,https",
        "X-Real-IP,127.0.0.1",
        "Forwarded,for=127.0.0.1",
        "Via,1.1 proxy"
    })
    void whoeverComesByWayOfAProxyIsOfferedNothing(String header, String value) {
        assertThat(here.get("/sign-in", header, value).body()).doesNotContain("operator2");
        assertThat(here.submit("/sign-in", "/sign-in/sample", AS_OPERATOR, header, value)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "192.168.1.20", "::ffff:10.0.0.1", "fe80::1"})
    void whoeverIsElsewhereIsOfferedNothing(String address) throws Exception {
        MockHttpServletRequest request = atThisMachine();
        request.setRemoteAddr(address);

        assertThat(SampleOffer.isHere(request, InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    @Test
    void aServerThatListensToOthersOffersNothing() throws Exception {
        assertThat(SampleOffer.isHere(atThisMachine(), InetAddress.getByName("0.0.0.0")))
                .isFalse();
        assertThat(SampleOffer.isHere(atThisMachine(), InetAddress.getByName("192.168.1.5")))
                .isFalse();
        assertThat(SampleOffer.isHere(atThisMachine(), null)).isFalse();
        assertThat(SampleOffer.isHere(atThisMachine(), InetAddress.getLoopbackAddress()))
                .isTrue();
    }

    @Test
    void aNameThatOnlyPointsHereOffersNothing() {
        MockHttpServletRequest request = atThisMachine();
        request.setServerName("rebound.example");

        assertThat(SampleOffer.isHere(request, InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    @Test
    void aRequestThatNobodyMarkedAsDirectIsOfferedNothing() {
        MockHttpServletRequest request = atThisMachine();
        request.removeAttribute(DirectCalls.MARK);

        assertThat(SampleOffer.isHere(request, InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    @Test
    void anAccountThatIsNotTheSamplesIsNotOffered() {
        if (accounts.find("notsample").isEmpty()) {
            accounts.create(new StaffAccounts.NewStaff(
                    "notsample", "Not of the sample", java.util.Set.of(Group.OPERATOR), null, null, null));
        }

        assertThat(here.page("/sign-in").body()).doesNotContain("notsample");
        assertThat(here.submit("/sign-in", "/sign-in/sample", Map.of("name", "notsample"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSampleAccountWithAPasswordOfItsOwnIsNotOffered() {
        accounts.putSample(
                new StaffAccounts.NewStaff("sample9", "Nine", java.util.Set.of(Group.KEEPER), null, null, null),
                "made-up-by-the-sample");
        assertThat(here.page("/sign-in").body()).contains("value=\"sample9\"");

        accounts.changeOwnPassword("sample9", "made-up-by-the-sample", "nobody else knows this");

        assertThat(here.page("/sign-in").body()).doesNotContain("sample9");
        assertThat(here.submit("/sign-in", "/sign-in/sample", Map.of("name", "sample9"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theAccountsFileIsReadableByItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file.path()))
                .anyMatch(line -> line.matches("operator1 \\S{16,} operator"))
                .anyMatch(line -> line.matches("admin1 \\S{16,} admin"))
                .hasSizeGreaterThanOrEqualTo(11);
    }

    private static MockHttpServletRequest atThisMachine() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
        request.setRemoteAddr("127.0.0.1");
        request.setServerName("localhost");
        request.setAttribute(DirectCalls.MARK, true);
        return request;
    }
}
