package care.nearkin.engine;

/** Whether somebody may have anything to do with a case at all; where it is sealed, neither group nor office is enough. */
public interface CaseReach {

    boolean mayReach(String person, String caseNumber);
}
