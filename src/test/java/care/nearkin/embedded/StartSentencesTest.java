package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Nearkin;
import care.nearkin.kernel.SamplePasswords;
import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** What a person reads when Nearkin cannot start: one sentence, at once. */
@ExtendWith(OutputCaptureExtension.class)
class StartSentencesTest {

    @TempDir
    Path folder;

    @Test
    void saysThatAnotherOneRunsOnTheFolder(CapturedOutput output) throws IOException {
        try (FolderLock other = FolderLock.take(folder)) {
            refused(output, "Another Nearkin is running on the data folder " + folder);
        }
    }

    @Test
    void saysThatTheFolderCannotBeWritten(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        refused(
                output,
                "The data folder " + file.resolve("data") + " cannot be written",
                "--nearkin.data.dir=" + file + "/data");
    }

    @Test
    void saysWhichPortIsTaken(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            refused(output, "Port " + port + " for the web is taken", "--server.port=" + port);
            refused(output, "Port " + port + " for the MQTT broker is taken", "--nearkin.broker.port=" + port);
        }
    }

    @Test
    void saysThatTheDatabaseBelongsToAnotherVersion(CapturedOutput output) {
        var mismatch = new FlywayValidateException(new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, "checksum"), "V2");
        assertThat(new StartReporter().reportException(new IllegalStateException(mismatch)))
                .isTrue();
        assertThat(output.getErr().strip())
                .startsWith("The database was made by another version of Nearkin")
                .doesNotContain("\n");
    }

    @Test
    void saysWhatIsWrongWithAnExternalDatabase(CapturedOutput output) throws IOException {
        try (PostgresServer database = new PostgresServer(PostgresPrograms.in(Path.of("target")), folder)) {
            String url = "--spring.datasource.url=" + database.jdbcUrl();
            String user = "--spring.datasource.username=nearkin";
            refused(output, "refuses this user or password", url, user, "--spring.datasource.password=guess");
            refused(
                    output,
                    "There is no database of the name",
                    url + "x",
                    user,
                    "--spring.datasource.password=" + database.password());
        }
        refused(output, "cannot be reached", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nearkin");
    }

    @Test
    void withTlsNoSessionIsSentInClear() {
        MockEnvironment plain = new MockEnvironment();
        MockEnvironment tls = new MockEnvironment().withProperty("server.ssl.key-store", "x.p12");

        assertThat(StartChecks.settled(folder, Exposure.of(tls)))
                .containsEntry("server.servlet.session.cookie.secure", "true");
        assertThat(StartChecks.settled(folder, Exposure.of(plain)))
                .doesNotContainKey("server.servlet.session.cookie.secure");
    }

    @Test
    void listensOutsideOnlyByTlsOrWhenToldTo(CapturedOutput output) {
        refused(output, "SERVER_ADDRESS=0.0.0.0 would show passwords", "--server.address=0.0.0.0");
        refused(output, "NEARKIN_BROKER_HOST=0.0.0.0 would show passwords", "--nearkin.broker.host=0.0.0.0");
        assertThatCode(() -> meant("server.address", "0.0.0.0", "server.ssl.key-store", "x.p12"))
                .doesNotThrowAnyException();
        assertThatCode(() -> meant("nearkin.broker.host", "0.0.0.0", "nearkin.broker.tls.keystore", "x.p12"))
                .doesNotThrowAnyException();
        assertThatCode(() -> meant("server.address", "0.0.0.0", "nearkin.in-clear", "yes"))
                .doesNotThrowAnyException();
    }

    @Test
    void listensOutsideOnlyWithoutTheSamplesPasswords() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sample", (SamplePasswords) () -> true);
        MockEnvironment inside = new MockEnvironment().withProperty("server.address", "127.0.0.1");
        MockEnvironment outside = new MockEnvironment().withProperty("server.address", "0.0.0.0");
        new StartGuard(inside, beans.getBeanProvider(SamplePasswords.class)).start();
        assertThatThrownBy(() -> new StartGuard(outside, beans.getBeanProvider(SamplePasswords.class)).start())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the sample's passwords");
    }

    @Test
    void endsWithAnExitCodeAndNothingElse() throws Exception {
        try (FolderLock other = FolderLock.take(folder)) {
            Path said = folder.resolve("stderr");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Nearkin.class.getName(),
                            "--nearkin.data.dir=" + folder,
                            "--server.port=0",
                            "--nearkin.broker.port=0")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(said.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(said, StandardCharsets.UTF_8).strip().lines())
                    .singleElement()
                    .asString()
                    .contains("Another Nearkin is running")
                    .contains("另一个近邻程序");
        }
    }

    private void refused(CapturedOutput output, String sentence, String... arguments) {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("--nearkin.data.dir", folder.toString(), "--server.port", "0", "--nearkin.broker.port", "0"));
        Arrays.stream(arguments).map(argument -> argument.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        int before = output.getErr().length();
        SpringApplication application = new SpringApplication(Nearkin.class);
        application.setRegisterShutdownHook(false);
        assertThatThrownBy(() -> application.run(
                        all.entrySet().stream().map(Object::toString).toArray(String[]::new)))
                .isInstanceOf(StartRefused.class);
        assertThat(output.getErr().substring(before).strip().lines())
                .singleElement()
                .asString()
                .contains(sentence)
                .contains(" / ");
    }

    private static void meant(String... properties) {
        MockEnvironment environment = new MockEnvironment().withProperty("server.address", "127.0.0.1");
        for (int i = 0; i < properties.length; i += 2) {
            environment.setProperty(properties[i], properties[i + 1]);
        }
        Exposure.of(environment).refuseUnlessMeant();
    }
}
