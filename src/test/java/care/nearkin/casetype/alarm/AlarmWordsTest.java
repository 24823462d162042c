package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said in Chinese about an alarm. */
class AlarmWordsTest {

    /** 120 alone is 急救; the same words are read where the fire brigade or the police was called. */
    @Test
    void anyEmergencyServiceIsNotAnAmbulance() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/messages/alarm-pages_zh.properties")))
                .noneMatch(line -> line.contains("急救"));
    }
}
