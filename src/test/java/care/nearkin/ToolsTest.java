package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the browser's tests need of the machine; without it they could only be skipped. */
class ToolsTest {

    private static final String WHAT_TO_RUN = "run: sudo apt-get install chromium-headless-shell fonts-noto-cjk";

    @Test
    void chromiumIsHere() {
        assertThat(Stream.of(
                                System.getenv("CHROMIUM"),
                                "/usr/bin/chromium-headless-shell",
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .filter(Objects::nonNull)
                        .anyMatch(place -> Files.isExecutable(Path.of(place))))
                .as("Chromium is missing (or say in CHROMIUM where it is); " + WHAT_TO_RUN)
                .isTrue();
    }

    /** macOS brings its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aChineseFontIsHere() throws IOException {
        assertThat(chineseFonts())
                .as("A font for Chinese is missing; " + WHAT_TO_RUN)
                .isNotBlank();
    }

    private static String chineseFonts() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/fc-list"))) {
            return "";
        }
        Process list = new ProcessBuilder("/usr/bin/fc-list", ":lang=zh", "family").start();
        return new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
