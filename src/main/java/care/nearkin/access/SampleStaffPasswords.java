package care.nearkin.access;

import care.nearkin.kernel.SamplePasswords;
import org.springframework.stereotype.Component;

/** While somebody still has the password that the sample made up, Nearkin stays on this machine. */
@Component
class SampleStaffPasswords implements SamplePasswords {

    private final StaffRows staff;

    SampleStaffPasswords(StaffRows staff) {
        this.staff = staff;
    }

    @Override
    public boolean inUse() {
        return !staff.withSamplePassword().isEmpty();
    }
}
