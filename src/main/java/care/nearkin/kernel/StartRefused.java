package care.nearkin.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Nearkin cannot start as it is set up: one sentence in English and one in Chinese, shown instead of a stack trace.
 * Thrown by whoever notices while the program starts.
 */
public class StartRefused extends RuntimeException {

    public StartRefused(String english, String chinese) {
        this(english + " / " + chinese, (Throwable) null);
    }

    protected StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
