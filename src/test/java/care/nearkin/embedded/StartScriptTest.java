package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/start.sh} with a Java that only says what it was asked and writes what a real one would. */
class StartScriptTest {

    private static final String A_JAVA = """
            #!/bin/sh
            for word in "$@"; do
              case $word in
                -version) echo "$VERSION"; exit 0 ;;
                -XX:ArchiveClassesAtExit=*) : > "${word#*=}" ;;
              esac
            done
            echo "$@"
            exit 7
            """;

    @TempDir
    Path folder;

    private record Ended(int code, String said) {}

    @BeforeEach
    void aJava() throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, A_JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("nearkin.jar"), "one");
    }

    @Test
    void theFirstRunKeepsWhatItLoadedAndTheNextOnesUseIt() throws Exception {
        assertThat(start("17", "yes", "--server.port=1").said())
                .contains("-XX:ArchiveClassesAtExit=", "-XX:TieredStopAtLevel=1", "-Xmx512m")
                .endsWith("nearkin.jar --server.port=1\n");
        assertThat(start("17", "yes").said()).contains("-XX:SharedArchiveFile=").doesNotContain("AtExit");
    }

    @Test
    void anotherVersionOfNearkinOrJavaBeginsAnewAndLeavesNothingBehind() throws Exception {
        start("17", "yes");
        assertThat(start("21", "yes").said()).contains("-XX:ArchiveClassesAtExit=");
        Files.writeString(folder.resolve("nearkin.jar"), "two");
        assertThat(start("21", "yes").said()).contains("-XX:ArchiveClassesAtExit=");
        try (var kept = Files.newDirectoryStream(folder.resolve("data/programs"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void theSlowCompilerMayWorkToo() throws Exception {
        assertThat(start("17", "no").said()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void howItEndsIsHowJavaEnds() throws Exception {
        assertThat(start("17", "yes").code()).isEqualTo(7);
    }

    @Test
    void withoutAProgramItSaysHowToBuildIt() throws Exception {
        Files.delete(folder.resolve("nearkin.jar"));
        Ended ended = start("17", "yes");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("build it with: mvn package");
    }

    private Ended start(String version, String quick, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of("scripts/start.sh").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("VERSION", version);
        builder.environment().put("NEARKIN_QUICK", quick);
        builder.environment().put("NEARKIN_JAR", folder.resolve("nearkin.jar").toString());
        builder.environment().put("NEARKIN_DATA_DIR", folder.resolve("data").toString());
        builder.environment().remove("JAVA_OPTS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
