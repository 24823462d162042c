package care.nearkin.notification;

import care.nearkin.notification.Wording.Written;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries commands to devices while they are fresh: a siren that sounds an hour late does harm. */
final class DeviceCarrier implements Carrier {

    private static final int SECONDS = 180;
    private static final int MOST_SECONDS = 1800;

    private final DeviceLine line;
    private final Wording wording;
    private final Clock clock;

    DeviceCarrier(DeviceLine line, Wording wording, Clock clock) {
        this.line = line;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Fate> carry(Letter letter) {
        if (!clock.instant().isBefore(letter.toldAt().plus(DeviceLine.TOO_LATE))) {
            return CompletableFuture.completedFuture(Fate.held(Snag.TOO_LATE));
        }
        Optional<Written> written = wording.write(letter);
        To.Command command = letter.command();
        if (written.isEmpty() || command == null) {
            return CompletableFuture.completedFuture(Fate.held(Snag.UNREADABLE));
        }
        return line.play(new DeviceLine.Play(
                        letter.token().toString(),
                        written.get().to(),
                        command,
                        letter.kind(),
                        written.get().text(),
                        written.get().language(),
                        seconds(letter.arguments().get("seconds")),
                        letter.toldAt()))
                .thenApply(DeviceCarrier::fate);
    }

    private static Fate fate(DeviceLine.Answer answer) {
        return switch (answer) {
            case TAKEN -> Fate.TAKEN;
            case NO_DEVICE -> Fate.held(Snag.NO_DEVICE);
            case CANNOT -> Fate.held(Snag.CANNOT);
            case NO_LINE -> Fate.failed(Snag.NO_LINE);
        };
    }

    private static int seconds(@org.jspecify.annotations.Nullable String said) {
        return said == null || !said.matches("\\d{1,6}")
                ? SECONDS
                : Math.max(1, Math.min(MOST_SECONDS, Integer.parseInt(said)));
    }
}
