package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Areas and teams in our tables, each change logged; the members of a changed team are asked anew what they may see. */
@Service
@Transactional
class StoredTeams implements Teams {

    private final TeamRows teams;
    private final AreaRows areas;
    private final StaffRows staff;
    private final AccessLog log;

    StoredTeams(TeamRows teams, AreaRows areas, StaffRows staff, AccessLog log) {
        this.teams = teams;
        this.areas = areas;
        this.staff = staff;
        this.log = log;
    }

    @Override
    public void putArea(String key, String name) {
        if (!key.matches("[a-z0-9][a-z0-9-]{0,63}") || name.isBlank()) {
            throw Refusal.invalid("area", "access.area.form");
        }
        areas.save(new Area(key, name.strip()));
        log.wrote("area", key, "named");
    }

    @Override
    public void putTeam(String name, Set<String> areaKeys, boolean everywhere) {
        if (name.isBlank() || name.length() > 100) {
            throw Refusal.invalid("team", "access.team.form");
        }
        if (!areas().keySet().containsAll(areaKeys)) {
            throw Refusal.invalid("areas", "access.area.unknown");
        }
        Team team = teams.findByName(name).orElseGet(() -> new Team(name));
        team.serve(areaKeys, everywhere);
        teams.save(team);
        staff.inTeam(name).forEach(Staff::teamChanged);
        log.wrote(
                "team",
                name,
                everywhere
                        ? "serves every area"
                        : "serves " + areaKeys.stream().sorted().toList());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> areas() {
        Map<String, String> names = new LinkedHashMap<>();
        areas.findAllByOrderByName().forEach(area -> names.put(area.key(), area.name()));
        return names;
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> names() {
        return teams.findAllByOrderByName().stream().map(Team::name).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<TeamView> all() {
        return teams.findAllByOrderByName().stream()
                .map(team -> new TeamView(team.name(), team.areas(), team.everywhere()))
                .toList();
    }
}
