package care.nearkin.access;

import java.util.Optional;
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
        return find(name).orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    @Transactional(readOnly = true)
    Optional<SignedIn> find(String name) {
        return staff.named(name).map(SignedIn::new);
    }

    @Override
    @Transactional
    public UserDetails updatePassword(UserDetails user, String newPassword) {
        Staff row = staff.named(user.getUsername()).orElseThrow();
        row.reencode(newPassword);
        return new SignedIn(row);
    }
}
