package care.nearkin.casefile;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case type tells the case file about itself; each has one bean. */
public interface CaseType {

    /** One lowercase word, also the process's id. */
    String key();

    /** In front of the number, e.g. {@code AL}. */
    String prefix();

    /** The outcome that an end event of the model stands for; throws for an unknown one. */
    String outcomeOf(String endId);

    /** Who may read its cases beside those who work on them; what is of nobody else's business stays so. */
    default boolean mayBeReadBy(Viewer viewer) {
        return viewer.in(Group.OPERATOR, Group.CASEWORKER, Group.SUPERVISOR, Group.MANAGER, Group.ADMIN);
    }

    /** Whether {@code /cases/{number}/{type}} and {@code …/now}, which the case's page shows, stand on its tasks' pages too. */
    default boolean shownWithTasks() {
        return false;
    }

    /** What its cases of nobody are told apart by in lists, by number; whom it does not know is left out. */
    default Map<String, String> about(Collection<String> numbers) {
        return Map.of();
    }

    /** Where in the home it is, if this case knows: said together with the address. */
    default @Nullable String room(String number) {
        return null;
    }

    /** Words key of why this case of it may not be sealed now, as an emergency that anybody must be able to answer. */
    default @Nullable String keptOpen(String number) {
        return null;
    }

    /** Kinds of timeline lines that tell what was sent to somebody or came from there; {@code %} is any rest. */
    default Collection<String> messageKinds() {
        return Set.of();
    }
}
