package care.nearkin.signal.format;

import java.nio.charset.StandardCharsets;

/** Text from devices made fit for a database: no NUL, no broken characters, no longer than the column. */
public final class Plain {

    private Plain() {}

    public static String text(String anything) {
        boolean fine = true;
        for (int i = 0; i < anything.length() && fine; i++) {
            char c = anything.charAt(i);
            fine = c != 0 && !Character.isSurrogate(c);
        }
        return fine
                ? anything
                : new String(anything.replace('\0', ' ').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    public static String text(String anything, int longest) {
        String text = text(anything);
        if (text.length() <= longest) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, halved ? longest - 1 : longest);
    }
}
