package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.core.env.Environment;

/** The database that somebody else runs: asked for once before the start, so that a mistake is told in one sentence. */
final class GivenDatabase {

    private GivenDatabase() {}

    static void check(Environment environment) {
        if (!Given.database(environment)) {
            return;
        }
        String url = environment.getRequiredProperty("spring.datasource.url");
        Properties properties = new Properties();
        properties.setProperty("user", environment.getProperty("spring.datasource.username", ""));
        properties.setProperty("password", environment.getProperty("spring.datasource.password", ""));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw refused(url.replaceAll("\\?.*", ""), e.getSQLState());
        }
    }

    private static StartRefused refused(String url, String state) {
        String reason = state == null ? "" : state;
        if (reason.startsWith("28")) {
            return new StartRefused(
                    "The database " + url + " refuses this user or password; correct SPRING_DATASOURCE_USERNAME and"
                            + " SPRING_DATASOURCE_PASSWORD.",
                    "数据库 " + url + " 拒绝了用户名或密码，请更正 SPRING_DATASOURCE_USERNAME 和 SPRING_DATASOURCE_PASSWORD。");
        }
        if (reason.equals("3D000")) {
            return new StartRefused(
                    "There is no database of the name in " + url + "; create it or correct SPRING_DATASOURCE_URL.",
                    "不存在 " + url + " 中的数据库，请先建立，或更正 SPRING_DATASOURCE_URL。");
        }
        return new StartRefused(
                "The database " + url + " cannot be reached; start it or correct SPRING_DATASOURCE_URL.",
                "无法连接数据库 " + url + "，请启动它，或更正 SPRING_DATASOURCE_URL。");
    }
}
