package care.nearkin.signal.format;

import java.util.Locale;
import java.util.Set;

/** The words with which devices say on, off and help. */
final class Words {

    private static final Set<String> ON = Set.of(
            "true",
            "on",
            "1",
            "1.0",
            "yes",
            "open",
            "opened",
            "alarm",
            "active",
            "detected",
            "trigger",
            "triggered",
            "wet",
            "leak",
            "leaking",
            "occupied",
            "motion",
            "pressed",
            "press",
            "online",
            "low",
            "uninstalled",
            "abnormal",
            "fire",
            "fault",
            "tampered");
    private static final Set<String> OFF = Set.of(
            "false",
            "off",
            "0",
            "0.0",
            "no",
            "close",
            "closed",
            "normal",
            "clear",
            "cleared",
            "inactive",
            "idle",
            "none",
            "dry",
            "vacant",
            "released",
            "offline",
            "ok",
            "installed",
            "safe");
    private static final Set<String> HELP = Set.of("emergency", "panic", "sos");
    /** What a button says when it is let go. */
    private static final Set<String> LET_GO = Set.of("clear", "release", "released", "none");

    private Words() {}

    static boolean on(String value) {
        return ON.contains(plain(value));
    }

    static boolean off(String value) {
        return OFF.contains(plain(value));
    }

    static boolean help(String value) {
        return HELP.contains(plain(value));
    }

    static boolean letGo(String value) {
        return LET_GO.contains(plain(value));
    }

    static String plain(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
