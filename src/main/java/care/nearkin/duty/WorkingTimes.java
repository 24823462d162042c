package care.nearkin.duty;

/** The working time of the office and of each team, as the calendar says at this moment. */
public interface WorkingTimes {

    WorkingTime office();

    /** The office's where the team has no hours of its own. */
    WorkingTime of(String team);
}
