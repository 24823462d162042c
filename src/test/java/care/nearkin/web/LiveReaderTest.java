package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Pages are closed all day long: that is no fault. */
class LiveReaderTest {

    private static final Viewer OPERATOR = new Viewer("operator1", Set.of(Group.OPERATOR), Set.of("here"), false);

    /** As Tomcat's line is once the other side has gone: it says so, and then it is the container's to end. */
    private static final class Gone extends SseEmitter {

        private final Exception how;

        Gone(Exception how) {
            this.how = how;
        }

        @Override
        public void send(SseEventBuilder event) throws IOException {
            if (how instanceof IOException broken) {
                throw broken;
            }
            throw (RuntimeException) how;
        }

        @Override
        public synchronized void completeWithError(Throwable trouble) {
            throw new IllegalStateException("A non-container thread attempted to use the AsyncContext after an error");
        }
    }

    @Test
    void aPageThatHasGoneIsLeftQuietlyAndWrittenToNoMore() {
        for (Exception how : new Exception[] {new IOException("Broken pipe"), new IllegalStateException("complete")}) {
            AtomicInteger left = new AtomicInteger();
            LiveReader reader = new LiveReader(OPERATOR, new Gone(how));
            reader.whenGone(left::incrementAndGet);

            assertThatCode(() -> reader.tell(Set.of("tasks"), Runnable::run)).doesNotThrowAnyException();
            assertThat(left).hasValue(1);
        }
    }
}
