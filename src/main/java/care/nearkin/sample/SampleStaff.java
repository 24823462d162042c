package care.nearkin.sample;

import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.kernel.SamplePasswords;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who work in the sample neighbourhood, with passwords made up for this data folder. */
@Component
@Conditional(SampleWanted.class)
@Order(SampleStaff.FIRST)
class SampleStaff implements ApplicationRunner, SamplePasswords {

    /** Before the residents and devices of the sample, and before anybody asks for a first administrator. */
    static final int FIRST = 100;

    private static final String TEAM = "Neighbourhood centre · 社区中心";

    private record Person(String name, String displayName, Group group) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("operator1", "王敏", Group.OPERATOR),
            new Person("operator2", "陈刚", Group.OPERATOR),
            new Person("responder1", "李强", Group.RESPONDER),
            new Person("maintainer1", "周伟", Group.MAINTAINER),
            new Person("caseworker1", "张静", Group.CASEWORKER),
            new Person("keeper1", "吴芳", Group.KEEPER),
            new Person("childlead1", "赵琳", Group.CHILDLEAD),
            new Person("supervisor1", "刘洋", Group.SUPERVISOR),
            new Person("supervisor2", "孙丽", Group.SUPERVISOR),
            new Person("manager1", "黄磊", Group.MANAGER),
            new Person("admin1", "徐明", Group.ADMIN));

    private final StaffAccounts accounts;
    private final Teams teams;
    private final AccountsFile file;

    SampleStaff(StaffAccounts accounts, Teams teams, AccountsFile file) {
        this.accounts = accounts;
        this.teams = teams;
        this.file = file;
    }

    /** They are about to be made: asked before the program listens to anybody. */
    @Override
    public boolean inUse() {
        return accounts.isEmpty();
    }

    @Override
    @Transactional
    public void run(@Nullable ApplicationArguments arguments) {
        if (!accounts.isEmpty()) {
            return;
        }
        teams.putTeam(TEAM, Set.of(), true);
        for (Person person : PEOPLE) {
            String password = file.passwordOf(person.name(), person.group().key());
            accounts.putSample(
                    new NewStaff(person.name(), person.displayName(), Set.of(person.group()), TEAM, null, null),
                    password);
        }
    }
}
