package care.nearkin.access;

import care.nearkin.kernel.SamplePasswords;
import org.springframework.stereotype.Component;

/** Whether anybody still signs in with a password that the sample made up. */
@Component
class SampleAccountsInUse implements SamplePasswords {

    private final StaffRows staff;

    SampleAccountsInUse(StaffRows staff) {
        this.staff = staff;
    }

    @Override
    public boolean inUse() {
        return !staff.withSamplePassword().isEmpty();
    }
}
