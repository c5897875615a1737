package io.letsrun.console.web;

import java.security.Principal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Who looks at a page.
 *
 * @param role as shown
 * @param operator may reveal, replay and discard
 * @param editor may edit, too
 */
public record Visitor(String name, String role, boolean operator, boolean editor) {

    public static final Visitor NOBODY = new Visitor("", "", false, false);

    private static final String EDITOR = "ROLE_EDITOR";
    private static final String OPERATOR = "ROLE_OPERATOR";

    public boolean known() {
        return !name.isEmpty();
    }

    static Visitor of(Principal principal) {
        if (!(principal instanceof Authentication authentication) || !authentication.isAuthenticated()) {
            return NOBODY;
        }
        Set<String> roles = AuthorityUtils.authorityListToSet(authentication.getAuthorities());
        String highest = Stream.of(EDITOR, OPERATOR, "ROLE_VIEWER")
                .filter(roles::contains)
                .findFirst()
                .orElse("ROLE_NONE");
        return new Visitor(
                authentication.getName(),
                highest.substring("ROLE_".length()).toLowerCase(Locale.ROOT),
                roles.contains(OPERATOR) || roles.contains(EDITOR),
                roles.contains(EDITOR));
    }
}
