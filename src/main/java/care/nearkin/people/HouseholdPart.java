package care.nearkin.people;

import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import java.util.Collection;

/**
 * What a module has on everybody at one address, for the page of that address: cases, devices, later loans and benefits. Each
 * module that has something has a bean; it answers what this viewer may see and is silent about the rest.
 */
public interface HouseholdPart {

    /** Where it stands among the others. */
    int order();

    Findings of(Collection<Long> residents, Viewer viewer);
}
