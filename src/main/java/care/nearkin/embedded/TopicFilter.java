package care.nearkin.embedded;

/** Whether one MQTT topic filter covers another, or a topic. */
final class TopicFilter {

    private TopicFilter() {}

    /** Topics that begin with {@code $} are not covered by a wildcard in the first place (MQTT 4.7.2). */
    static boolean covers(String granted, String asked) {
        boolean wildcardFirst = granted.startsWith("#") || granted.startsWith("+");
        return !(wildcardFirst && asked.startsWith("$")) && covers(granted.split("/", -1), asked.split("/", -1));
    }

    private static boolean covers(String[] granted, String[] asked) {
        for (int i = 0; i < granted.length; i++) {
            if (granted[i].equals("#")) {
                return true; // the parent level too: a/# covers a
            }
            if (i == asked.length || !coversLevel(granted[i], asked[i])) {
                return false;
            }
        }
        return granted.length == asked.length;
    }

    private static boolean coversLevel(String granted, String asked) {
        return granted.equals("+") ? !asked.equals("#") : granted.equals(asked);
    }

    /**
     * The MQTT filter that an Artemis address stands for: words are parted by dots, a star is one word, a backslash
     * makes the next character a plain one. A plain character that MQTT would read as a wildcard or a slash covers
     * nothing and is covered by nothing, so it becomes NUL.
     */
    static String ofAddress(String address) {
        StringBuilder filter = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean escaped = c == '\\' && i + 1 < address.length();
            if (escaped) {
                filter.append(plain(address.charAt(++i)));
            } else {
                filter.append(
                        switch (c) {
                            case '.' -> '/';
                            case '*' -> '+';
                            case '/', '+' -> '\0';
                            default -> c;
                        });
            }
        }
        return filter.toString();
    }

    private static char plain(char c) {
        return c == '/' || c == '+' || c == '#' ? '\0' : c;
    }
}
