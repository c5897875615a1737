package io.letsrun.console.access;

import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The user who asks. */
public record Caller(String name, Role role) {

    /** Returns the user of a request that got through. */
    public static Caller of(Authentication authentication) {
        List<String> authorities = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .map(String::valueOf)
                .toList();
        Role role = Role.VIEWER;
        for (Role candidate : Role.values()) {
            role = authorities.contains(candidate.authority()) ? candidate : role;
        }
        return new Caller(authentication.getName(), role);
    }

    public boolean may(Role wanted) {
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
