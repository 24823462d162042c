package care.nearkin.signal;

import care.nearkin.signal.News.Edge;

/** What becomes of news that is no case type's business. */
final class Unanswered {

    private Unanswered() {}

    static Answer answer(News news) {
        SignalKind kind = news.kind();
        if (kind.aboutTheDevice()) {
            return new Answer(Outcome.HEALTH, null, "signal.why.health");
        }
        if (kind == SignalKind.MOTION) {
            return news.edge() == Edge.OFF
                    ? new Answer(Outcome.NORMAL, null, "signal.why.normal")
                    : new Answer(Outcome.ACTIVITY, null, "signal.why.activity");
        }
        if (kind == SignalKind.DOOR) {
            return new Answer(Outcome.ACTIVITY, null, "signal.why.activity");
        }
        if (news.edge() == Edge.OFF) {
            return new Answer(Outcome.CLEARED, null, "signal.why.cleared");
        }
        if (news.edge() == Edge.AGAIN || kind == SignalKind.OTHER) {
            return new Answer(Outcome.NORMAL, null, "signal.why.normal");
        }
        return news.device().known()
                ? new Answer(Outcome.ACTIVITY, null, "signal.why.unanswered")
                : new Answer(Outcome.UNKNOWN_DEVICE, null, "signal.why.unknownDevice");
    }
}
