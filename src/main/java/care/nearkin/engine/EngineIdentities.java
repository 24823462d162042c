package care.nearkin.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Staff in the engine's identity tables, without passwords: the engine then refuses every sign-in of its own. */
@Service
class EngineIdentities implements Identities {

    private final IdentityService identity;

    EngineIdentities(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public void mirror(Person person) {
        put(person, identity.createUserQuery().userId(person.name()).singleResult());
        Set<String> wanted = groupsOf(person);
        Set<String> present = identity.createGroupQuery().groupMember(person.name()).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
        for (String group : present) {
            if (!wanted.contains(group)) {
                identity.deleteMembership(person.name(), group);
            }
        }
        for (String group : wanted) {
            if (!present.contains(group)) {
                putGroup(group, group);
                identity.createMembership(person.name(), group);
            }
        }
    }

    @Override
    public void mirrorAll(Map<String, String> groupNames, Collection<Person> people) {
        groupNames.forEach(this::putGroup);
        putGroup(Groups.CAMUNDA_ADMIN, Groups.CAMUNDA_ADMIN);
        Set<String> gone = new HashSet<>();
        identity.createUserQuery().list().forEach(user -> gone.add(user.getId()));
        for (Person person : people) {
            gone.remove(person.name());
            mirror(person);
        }
        gone.forEach(identity::deleteUser);
    }

    private static Set<String> groupsOf(Person person) {
        Set<String> groups = new HashSet<>(person.groups());
        if (person.administrator()) {
            groups.add(Groups.CAMUNDA_ADMIN);
        }
        return groups;
    }

    private void put(Person person, @Nullable User present) {
        if (present != null && person.displayName().equals(present.getFirstName())) {
            return;
        }
        User user = present == null ? identity.newUser(person.name()) : present;
        user.setFirstName(person.displayName());
        user.setLastName("");
        identity.saveUser(user);
    }

    private void putGroup(String id, String name) {
        Group present = identity.createGroupQuery().groupId(id).singleResult();
        if (present == null) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(Groups.CAMUNDA_ADMIN.equals(id) ? Groups.GROUP_TYPE_SYSTEM : Groups.GROUP_TYPE_WORKFLOW);
            identity.saveGroup(group);
        }
    }
}
