package care.nearkin.engine;

import java.util.Locale;
import java.util.Map;

/**
 * What a case type tells whoever opens a form, in either window, beside what the form asks: read when it is opened, in the
 * reader's language, and never among the process's variables.
 */
public interface FormNotes {

    String flow();

    /** Plain text by the id of the text component that shows it; a component that is not named keeps its own words. */
    Map<String, String> of(OpenTask task, Locale reader);
}
