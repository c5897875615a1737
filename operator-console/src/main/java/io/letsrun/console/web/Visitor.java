package io.letsrun.console.web;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import java.security.Principal;
import org.springframework.security.core.Authentication;

/**
 * Who looks at a page.
 *
 * @param role as shown
 * @param operator may reveal, replay and discard
 * @param editor may edit, too
 */
public record Visitor(String name, String role, boolean operator, boolean editor) {

    public static final Visitor NOBODY = new Visitor("", "", false, false);

    public boolean known() {
        return !name.isEmpty();
    }

    static Visitor of(Principal principal) {
        if (!(principal instanceof Authentication authentication) || !authentication.isAuthenticated()) {
            return NOBODY;
        }
        Caller caller = Caller.of(authentication);
        return new Visitor(caller.name(), caller.role().text(), caller.may(Role.OPERATOR), caller.may(Role.EDITOR));
    }
}
