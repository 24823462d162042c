package care.nearkin.signal;

import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Formats;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Source;
import care.nearkin.signal.format.Understood;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the source of a message and lets its format read it. */
@Component
class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Sources sources;
    private final Formats formats;

    Dispatch(Sources sources, Formats formats) {
        this.sources = sources;
        this.formats = formats;
        sources.sources().forEach(source -> format(source));
    }

    /** One, or several where the message speaks of several devices or moments; never none. */
    List<Item> read(Message message) {
        Source source = sources.of(message.topic()).orElse(null);
        if (source == null) {
            return List.of(Item.of(message, null, null, new Understood.Ignored("signal.why.noSource")));
        }
        Format format = format(source);
        Understood understood = understood(message, source, format);
        return understood instanceof Understood.Several several
                ? Item.of(message, source, format, several)
                : List.of(Item.of(message, source, format, understood));
    }

    private static Understood understood(Message message, Source source, Format format) {
        try {
            return format.read(message, source);
        } catch (RuntimeException | StackOverflowError e) {
            // a format's fault must not cost the message
            LOG.warn(
                    "Format {} failed on a message ({})",
                    format.name(),
                    e.getClass().getSimpleName());
            return new Understood.Unreadable("signal.why.failed");
        }
    }

    /** What a message on this topic would be read as; for what somebody says about a topic on which nothing came yet. */
    Optional<Probe> probe(Message message) {
        return sources.of(message.topic()).flatMap(source -> {
            Format format = format(source);
            return understood(message, source, format) instanceof Understood.Report report
                    ? Optional.of(new Probe(source.deviceKey(report.device()), report, format))
                    : Optional.empty();
        });
    }

    record Probe(String device, Understood.Report report, Format format) {}

    /** Changes when topics may be read by others than before. */
    int sourcesMark() {
        return sources.toString().hashCode();
    }

    private Format format(Source source) {
        return formats.named(source.format())
                .orElseThrow(() -> new IllegalArgumentException("nearkin.sources: " + source.name() + " has the format "
                        + source.format() + ", which does not exist"));
    }
}
