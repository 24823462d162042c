package care.nearkin.casefile;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which colleagues may open a case; by account, in the order of their names. */
@Component
class CaseAudience {

    private final StaffAccounts staff;
    private final CaseReaders readers;
    private final List<CaseType> types;

    CaseAudience(StaffAccounts staff, CaseReaders readers, List<CaseType> types) {
        this.staff = staff;
        this.readers = readers;
        this.types = types;
    }

    /** Of a sealed one those who are named. */
    Map<String, String> of(CaseFile file) {
        Map<String, String> all = unsealed(file);
        if (file.isSealed()) {
            all.keySet().retainAll(readers.of(file.number()));
        }
        return all;
    }

    /** Whom role and area would let in if it were not sealed: who may be named. */
    Map<String, String> unsealed(CaseFile file) {
        Set<Group> groups = Arrays.stream(Group.values())
                .filter(group -> types.stream()
                        .anyMatch(type -> type.key().equals(file.type())
                                && type.mayBeReadBy(new Viewer("", Set.of(group), Set.of(), true))))
                .collect(Collectors.toSet());
        return staff.displayNames(staff.members(groups, file.area())).entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
