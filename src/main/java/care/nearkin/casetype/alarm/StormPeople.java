package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffView;
import care.nearkin.access.Teams;
import care.nearkin.access.Teams.TeamView;
import care.nearkin.access.Viewer;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What somebody may do at this moment, for work that goes on when she looks at another page. */
@Component
class StormPeople {

    private final StaffAccounts staff;
    private final Teams teams;

    StormPeople(StaffAccounts staff, Teams teams) {
        this.staff = staff;
        this.teams = teams;
    }

    /** Empty for whom is locked, gone, or no longer at the desk. */
    Optional<Viewer> atTheDesk(String name) {
        return staff.find(name)
                .filter(person -> !person.locked())
                .map(this::viewer)
                .filter(viewer -> viewer.in(Group.OPERATOR, Group.SUPERVISOR));
    }

    private Viewer viewer(StaffView person) {
        Optional<TeamView> team = teams.all().stream()
                .filter(one -> one.name().equals(person.team()))
                .findFirst();
        return new Viewer(
                person.name(),
                person.groups(),
                team.map(TeamView::areas).orElse(Set.of()),
                team.map(TeamView::everywhere).orElse(false) || person.groups().contains(Group.ADMIN));
    }
}
