package care.nearkin.signal;

import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Formats;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Source;
import care.nearkin.signal.format.Understood;
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

    Item read(Message message) {
        Source source = sources.of(message.topic()).orElse(null);
        if (source == null) {
            return Item.of(message, null, null, new Understood.Ignored("signal.why.noSource"));
        }
        Format format = format(source);
        try {
            return Item.of(message, source, format, format.read(message, source));
        } catch (RuntimeException | StackOverflowError e) {
            // a format's fault must not cost the message
            LOG.warn(
                    "Format {} failed on a message ({})",
                    format.name(),
                    e.getClass().getSimpleName());
            return Item.of(message, source, format, new Understood.Unreadable("signal.why.failed"));
        }
    }

    private Format format(Source source) {
        return formats.named(source.format())
                .orElseThrow(() -> new IllegalArgumentException("nearkin.sources: " + source.name() + " has the format "
                        + source.format() + ", which does not exist"));
    }
}
