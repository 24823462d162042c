package care.nearkin.people;

import java.util.concurrent.ThreadLocalRandom;

/** Identity numbers that nobody has, for tests which share a database: Qinghai, born on one day. */
final class IdentityNumbers {

    private IdentityNumbers() {}

    /** Of somebody born on 1945-03-08; {@code woman} is the last but one digit's parity. */
    static String next(boolean woman) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String first = "63%04d19450308%02d%d"
                .formatted(random.nextInt(10_000), random.nextInt(100), random.nextInt(5) * 2 + (woman ? 0 : 1));
        return first + Identity.checkDigit(first);
    }
}
