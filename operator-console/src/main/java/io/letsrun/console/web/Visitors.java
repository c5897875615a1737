package io.letsrun.console.web;

import java.security.Principal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** Knows a visitor by what he logged in as. */
final class Visitors {

    private static final String EDITOR = "ROLE_EDITOR";
    private static final String OPERATOR = "ROLE_OPERATOR";

    private Visitors() {}

    static Visitor of(Principal principal) {
        if (!(principal instanceof Authentication authentication) || !authentication.isAuthenticated()) {
            return Visitor.NOBODY;
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
