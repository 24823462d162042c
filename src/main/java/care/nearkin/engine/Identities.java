package care.nearkin.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Staff as the engine and its webapps know them: names and groups, so that candidates are found and no webapp asks for a
 * first administrator. Nobody can sign in with them; e-mail addresses stay with us.
 */
public interface Identities {

    /** {@code groups} are engine group ids; an empty set keeps the person without any. */
    record Person(String name, String displayName, Set<String> groups, boolean administrator) {}

    /** Makes one person look in the engine as she does with us; joins the caller's transaction. */
    void mirror(Person person);

    /** Makes the engine's people and groups exactly these; who is not among them is removed. */
    void mirrorAll(Map<String, String> groupNames, Collection<Person> people);
}
