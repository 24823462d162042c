package care.nearkin;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two cases side by side on somebody's screen, and merged as that page sends it. */
public final class TwoCases {

    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]*)\"");

    private TwoCases() {}

    public static HttpResponse<String> look(Here here, String ending, String leading, String language) {
        return here.get(
                "/cases/" + ending + "/merge?with=" + leading + "&leads=" + leading,
                "Accept",
                "text/html",
                "Accept-Language",
                language);
    }

    /** What tells the moment that the page shows; empty where it offers nothing to send. */
    public static String state(HttpResponse<String> page) {
        Matcher state = STATE.matcher(page.body());
        return state.find() ? state.group(1) : "";
    }

    public static HttpResponse<String> merge(
            Here here, String ending, String leading, String state, String why, String language) {
        return here.submit(
                "/me/password",
                "/cases/" + ending + "/merge",
                Map.of("with", leading, "leads", leading, "state", state, "why", why),
                "Accept-Language",
                language);
    }

    /** Looked at and merged at once. */
    public static HttpResponse<String> merge(Here here, String ending, String leading, String why) {
        return merge(here, ending, leading, state(look(here, ending, leading, "en")), why, "en");
    }
}
