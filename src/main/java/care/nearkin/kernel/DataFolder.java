package care.nearkin.kernel;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where this node keeps what must outlive a restart: embedded database, broker journal, keys, accounts. */
@ConfigurationProperties("nearkin.data")
public record DataFolder(Path dir) {

    public Path file(String name) {
        return dir.resolve(name);
    }
}
