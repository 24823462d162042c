package care.nearkin.access;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The same hash with fewer rounds: each test makes accounts of its own, and a sixth of the time of all tests went into
 * them. What the program itself uses is in {@link StaffTest}.
 */
@Configuration(proxyBeanMethods = false)
class QuickPasswords {

    @Bean
    @Primary
    static PasswordEncoder quickPasswordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));
    }
}
