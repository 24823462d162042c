package care.nearkin.access;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where Spring Security finds staff, and where it puts a password encoded anew. */
@Service
class StaffLookup implements UserDetailsService, UserDetailsPasswordService {

    private final StaffRows staff;

    StaffLookup(StaffRows staff) {
        this.staff = staff;
    }

    @Override
    @Transactional(readOnly = true)
    public SignedIn loadUserByUsername(String name) {
        return staff.named(name).map(SignedIn::new).orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    @Override
    @Transactional
    public UserDetails updatePassword(UserDetails user, String newPassword) {
        Staff row = staff.named(user.getUsername()).orElseThrow();
        row.reencode(newPassword);
        return new SignedIn(row);
    }
}
