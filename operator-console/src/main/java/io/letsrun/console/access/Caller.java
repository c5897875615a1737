package io.letsrun.console.access;

import java.util.Arrays;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The user who asks; a name of nothing is nobody's. */
public record Caller(String name, Role role) implements AuthenticatedPrincipal {

    public static final Caller NOBODY = new Caller("", Role.VIEWER);

    /** Returns the user of a request that got through. */
    public static Caller of(Authentication authentication) {
        return authentication.getPrincipal() instanceof Caller caller ? caller : NOBODY;
    }

    @Override
    public String getName() {
        return name;
    }

    /** Returns what Spring Security calls the roles that the caller may act in. */
    public List<GrantedAuthority> authorities() {
        return Arrays.stream(Role.values())
                .filter(this::may)
                .<GrantedAuthority>map(held -> new SimpleGrantedAuthority("ROLE_" + held.name()))
                .toList();
    }

    public boolean known() {
        return !name.isEmpty();
    }

    /** Whether the caller may reveal, replay and discard. */
    public boolean operator() {
        return may(Role.OPERATOR);
    }

    public boolean editor() {
        return may(Role.EDITOR);
    }

    private boolean may(Role wanted) {
        return role.compareTo(wanted) >= 0;
    }

    /**
     * Asks once more, where letters are changed: paths are closed to lower roles already.
     *
     * @throws AccessDeniedException when the role is lower
     */
    public void require(Role wanted) {
        if (!may(wanted)) {
            throw new AccessDeniedException("this takes the role " + wanted.text());
        }
    }
}
