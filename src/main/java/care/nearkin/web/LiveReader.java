package care.nearkin.web;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Changed;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page's line. At most one write is under way; what changes meanwhile waits in a set, so that a slow page costs
 * a handful of topic names and never a queue.
 */
class LiveReader {

    private static final String BEAT = "";

    private final SseEmitter line;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile Runnable leave = () -> {};
    private volatile Viewer viewer;

    LiveReader(Viewer viewer, SseEmitter line) {
        this.viewer = viewer;
        this.line = line;
    }

    String person() {
        return viewer.name();
    }

    /** True when she may see other things than when we looked last. */
    boolean becomes(Viewer now) {
        boolean other = !viewer.equals(now);
        viewer = now;
        return other;
    }

    void whenGone(Runnable leave) {
        this.leave = leave;
        line.onCompletion(leave);
        line.onTimeout(leave);
        line.onError(trouble -> leave.run());
    }

    /** The first bytes open the line at the other end. */
    void greet(Executor writers) {
        beat(writers);
    }

    void beat(Executor writers) {
        tell(Set.of(BEAT), writers);
    }

    /** What happens in an area that she does not serve is no news to her, not even that something happens. */
    void hear(Collection<Changed> news, Executor writers) {
        Set<String> topics = news.stream()
                .filter(one -> viewer.serves(one.area()))
                .map(Changed::topic)
                .collect(Collectors.toSet());
        if (!topics.isEmpty()) {
            tell(topics, writers);
        }
    }

    void tell(Collection<String> topics, Executor writers) {
        waiting.addAll(topics);
        if (writing.compareAndSet(false, true)) {
            try {
                writers.execute(() -> write(writers));
            } catch (RejectedExecutionException closing) {
                writing.set(false);
            }
        }
    }

    private void write(Executor writers) {
        Set<String> topics = Set.copyOf(waiting);
        waiting.removeAll(topics);
        try {
            send(topics);
        } catch (IOException | IllegalStateException gone) {
            // the container has noticed too and ends the request; whoever ends it as well is told off by it
            leave.run();
            return;
        } finally {
            writing.set(false);
        }
        if (!waiting.isEmpty()) {
            tell(Set.of(), writers);
        }
    }

    private void send(Set<String> topics) throws IOException {
        for (String topic : topics) {
            if (topic.equals(BEAT)) {
                line.send(SseEmitter.event().comment("here"));
            } else {
                line.send(SseEmitter.event().name(topic).data(topic, MediaType.TEXT_PLAIN));
            }
        }
    }

    void close() {
        line.complete();
    }
}
