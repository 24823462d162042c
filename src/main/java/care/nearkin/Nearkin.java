package care.nearkin;

import care.nearkin.embedded.Backup;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** Starts Nearkin: one program that brings its database and broker unless it is given others. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(sharedModules = "kernel")
public class Nearkin {

    public static void main(String[] args) {
        Backup.asked(args).ifPresent(System::exit);
        try {
            SpringApplication.run(Nearkin.class, args);
        } catch (RuntimeException alreadyReported) {
            // no thread that began to work may keep a refused start alive
            System.exit(1);
        }
    }
}
