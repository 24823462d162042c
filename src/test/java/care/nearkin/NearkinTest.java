package care.nearkin;

import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Walked;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole program on real parts, one context for all tests that use it: embedded PostgreSQL and broker under {@code
 * target}, a random web port, the job executor off so that tests move the engine's clock by hand; each test begins now.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ExtendWith({EngineTime.Now.class, Walked.By.class})
public @interface NearkinTest {}
