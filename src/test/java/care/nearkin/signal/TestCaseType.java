package care.nearkin.signal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A case type that reacts to devices named {@code sig-…}: the first news of a life-safety kind opens a case, later ones
 * join it; {@code sig-mute…} is nobody's business, {@code sig-broken…} makes it fail.
 */
@Component
@Order(0)
class TestCaseType implements AnswersNews {

    final List<News> asked = new CopyOnWriteArrayList<>();

    @Override
    public List<Optional<Answer>> answer(List<News> news) {
        return news.stream().map(this::answer).toList();
    }

    private Optional<Answer> answer(News news) {
        String device = news.device().key().substring(news.device().key().indexOf(':') + 1);
        if (!device.startsWith("sig-")) {
            return Optional.empty();
        }
        boolean first = of(news.device().key()).stream()
                .noneMatch(before -> before.kind().lifeSafety() && before.edge() != News.Edge.OFF);
        asked.add(news);
        if (device.startsWith("sig-broken")) {
            throw new IllegalStateException("cannot answer");
        }
        boolean mine = news.kind().lifeSafety() && news.edge() != News.Edge.OFF && !device.startsWith("sig-mute");
        if (!mine) {
            // as if no case type had answered, the real ones included
            return Optional.of(Unanswered.answer(news));
        }
        if (news.device().inTestWindow() || news.simulated()) {
            return Optional.of(new Answer(Outcome.TEST, null, "signal.why.health"));
        }
        Outcome outcome = first ? Outcome.ALARM : Outcome.REPEAT;
        return Optional.of(new Answer(outcome, "AL-" + device, "signal.why.activity"));
    }

    List<News> of(String key) {
        return asked.stream().filter(news -> news.device().key().equals(key)).toList();
    }
}
