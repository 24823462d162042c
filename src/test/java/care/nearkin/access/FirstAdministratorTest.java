package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import care.nearkin.NearkinTest;
import care.nearkin.kernel.Refusal;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** In an empty house that is put back afterwards: each test is rolled back. */
@NearkinTest
@Transactional
class FirstAdministratorTest {

    private static final String PASSWORD = "a good long phrase";

    @Autowired
    FirstAdministrator first;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    WebApplicationContext context;

    MockMvc browser;

    @BeforeEach
    void emptyTheHouse() {
        jdbc.update("delete from staff_group");
        jdbc.update("delete from staff");
        browser = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void theLinkCreatesOneAdministratorOnce() throws Exception {
        String token = first.invite();
        browser.perform(get("/first-administrator").param("token", token)).andExpect(status().isOk());

        browser.perform(post("/first-administrator")
                        .with(csrf())
                        .param("token", token)
                        .param("name", "boss")
                        .param("displayName", "The boss")
                        .param("password", PASSWORD))
                .andExpect(redirectedUrl("/sign-in?welcome"));

        StaffView boss = accounts.find("boss").orElseThrow();
        assertThat(boss.groups()).isEqualTo(Set.of(Group.ADMIN));
        assertThatThrownBy(() -> first.create(token, "second", "Second", PASSWORD))
                .isInstanceOf(Refusal.class);
        browser.perform(get("/first-administrator").param("token", token)).andExpect(status().isForbidden());
    }

    @Test
    void onlyTheHashOfTheTokenIsStored() {
        String token = first.invite();

        assertThat(jdbc.queryForList("select token_hash from first_administrator_link", String.class))
                .isNotEmpty()
                .noneMatch(stored -> stored.contains(token));
    }

    @Test
    void afterADayTheLinkIsNoLongerValid() {
        String token = first.invite();
        jdbc.update("update first_administrator_link set expires_at = expires_at - interval '25 hours'");

        assertThat(first.isInvited(token)).isFalse();
    }

    @Test
    void aGuessedTokenOpensNothing() throws Exception {
        first.invite();

        browser.perform(get("/first-administrator").param("token", "guess")).andExpect(status().isForbidden());
    }

    @Test
    void aWeakPasswordIsToldAndTheLinkStaysValid() throws Exception {
        String token = first.invite();
        browser.perform(post("/first-administrator")
                        .with(csrf())
                        .param("token", token)
                        .param("name", "boss")
                        .param("displayName", "The boss")
                        .param("password", "short"))
                .andExpect(status().isOk());

        assertThat(accounts.find("boss")).isEmpty();
        assertThat(first.isInvited(token)).isTrue();
    }

    @Test
    void inAHouseWithStaffTheLinkOpensNothing() {
        String token = first.invite();
        accounts.create(new StaffAccounts.NewStaff("somebody", "Somebody", Set.of(), null, null, null));

        assertThat(first.isInvited(token)).isFalse();
    }
}
