package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.FormOnPage.choose;
import static care.nearkin.casetype.alarm.FormOnPage.done;
import static care.nearkin.casetype.alarm.FormOnPage.fill;
import static care.nearkin.casetype.alarm.FormOnPage.pick;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * S1.13: a woman of 81, alone at night, dizzy, with pain in her chest, presses her button. From the gateway's MQTT message
 * to the closed case, through the pages that people use.
 */
@NearkinTest
class GoldenStoryTest {

    private static final String BUTTON = "golden/wang-xiulian";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Teams teams;

    @Autowired
    Residents residents;

    @Autowired
    Devices devices;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    Estate estate;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate inTransaction;

    @BeforeEach
    void theNeighbourhood() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        estate.leftoversOfOtherTestsAreOver();
        inTransaction.executeWithoutResult(tx -> {
            teams.putArea("golden-lane", "Golden Lane");
            teams.putTeam("Golden team", Set.of("golden-lane"), false);
            staff.putSample(person("golden-operator", Group.OPERATOR), "golden-pass-1");
            staff.putSample(person("golden-caseworker", Group.CASEWORKER), "golden-pass-2");
            long resident = residents
                    .put(new Residents.Put(
                            "golden-wang",
                            "王秀莲",
                            LocalDate.of(1945, 3, 2),
                            Sex.FEMALE,
                            true,
                            Risk.HIGH,
                            null,
                            new care.nearkin.people.Address("golden-lane", null, "Lane 540", "3", "1", "502", null),
                            "hypertension, coronary disease",
                            new Phones("0531-5550-6621", null, null),
                            "with neighbour Li",
                            null,
                            List.of(new PutContact("Wang Jian", "son", "Shenzhen", "0755-5550-0001", false))))
                    .id();
            devices.put(
                    "zigbee2mqtt:" + BUTTON,
                    new Registration(
                            DeviceKind.SOS,
                            resident,
                            "bedroom",
                            null,
                            null,
                            true,
                            null,
                            java.util.Map.of(),
                            "golden-lane"));
            gateways.putSample("golden-gateway", "golden-secret", List.of("zigbee2mqtt/#"), List.of());
        });
    }

    private static NewStaff person(String name, Group group) {
        return new NewStaff(name, name, Set.of(group), "Golden team", null, "en");
    }

    @Test
    void aloneAtNightWithChestPain() throws Exception {
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(1280, "en-US");
                TestGateway gateway = TestGateway.connect(broker.url(), "golden-gateway", "golden-secret")) {
            operator.signIn("golden-operator", "golden-pass-1").go("/desk");
            Page screen = operator.page();

            gateway.publish("zigbee2mqtt/" + BUTTON, "{\"action\":\"emergency\",\"battery\":80,\"linkquality\":100}");
            assertThat(screen.locator(".alarm.ringing .who-where")).containsText("王秀莲");
            String number = screen.locator("section.alarm").getAttribute("aria-label");
            assertThat(screen.locator(".resident-card")).containsText("coronary");
            operator.picture("golden-desk");

            // a second press joins the case and rings again
            gateway.publish("zigbee2mqtt/" + BUTTON, "{\"action\":\"emergency\",\"battery\":80,\"linkquality\":90}");
            assertThat(screen.locator(".alarm .head")).containsText("pressed again");

            screen.keyboard().press("a");
            screen.waitForURL("**/tasks/*");
            choose(screen, "In distress, or cannot speak");
            choose(screen, "Home phone");
            fill(screen, "What was said", "dizzy, pain in the chest");
            operator.picture("golden-call-back");
            done(screen);

            // in distress: an ambulance at once, and people to the door
            pick(screen, "Which number did you call?", "120");
            fill(screen, "Reference number", "120-20260601-7");
            done(screen);

            choose(screen, "Somebody is coming");
            pick(screen, "Who?", "A contact");
            fill(screen, "Name, and when", "the son's friend, twenty minutes");
            operator.picture("golden-guide");
            done(screen);

            choose(screen, "The service is with the person");
            done(screen);

            choose(screen, "The person was helped");
            pick(screen, "Who did you speak with?", "The emergency service");
            pick(screen, "Was a key taken out?", "No");
            done(screen);

            choose(screen, "Yes, to hospital");
            fill(screen, "Which hospital", "Fourth People's Hospital, Doctor Sun");
            operator.picture("golden-hand-over");
            done(screen);

            choose(screen, "Taken to hospital");
            fill(screen, "Which hospital", "Fourth People's Hospital");
            fill(screen, "What happened", "awake, taken by ambulance");
            done(screen);

            assertThat(caseFiles.find(number).orElseThrow().stage()).isEqualTo("RESOLVED");
            time.pass(number, Duration.ofHours(72));
            followUp(browser, number);

            CaseFile closed = caseFiles.find(number).orElseThrow();
            assertThat(closed.status()).isEqualTo(CaseFile.Status.CLOSED);
            assertThat(closed.outcome()).isEqualTo("HOSPITAL");
            assertThat(jdbc.queryForObject(
                            "select count(*) from case_file where resident = ?", Integer.class, closed.resident()))
                    .isEqualTo(1);
            assertThat(operator.complaints()).isEmpty();
        }
    }

    private void followUp(Browser browser, String number) {
        try (Browser.Person caseworker = browser.open(390, "zh-CN")) {
            caseworker.signIn("golden-caseworker", "golden-pass-2").go("/tasks?lang=zh");
            Page phone = caseworker.page();
            phone.locator("tr", new Page.LocatorOptions().setHasText(number))
                    .locator("a[href^='/tasks/']")
                    .click();
            phone.waitForURL("**/tasks/*");
            caseworker.picture("golden-follow-up");
            phone.locator("form[action$='/claim'] button").click();
            phone.locator(".fjs-form input[type=radio]").first().waitFor();
            phone.locator(".fjs-form-field-radio")
                    .nth(0)
                    .locator("label")
                    .nth(1)
                    .click();
            phone.locator(".fjs-form-field-radio")
                    .nth(1)
                    .locator("label")
                    .nth(2)
                    .click();
            phone.locator("#complete").click();
            await().until(() -> caseFiles.find(number).orElseThrow().status() == CaseFile.Status.CLOSED);
            phone.waitForURL("**/cases/*");
            caseworker.picture("golden-case");
        }
    }
}
