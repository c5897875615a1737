package io.letsrun.console.access;

import java.util.Arrays;
import java.util.Map;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import reactor.core.publisher.Mono;

/**
 * The users that were configured.
 *
 * @param decoy the hash of a password that nobody has: an unknown name takes as long to refuse as a wrong password
 */
record ConsoleUsers(Map<String, ConsoleUser> known, String decoy) implements ReactiveUserDetailsService {

    @Override
    public Mono<UserDetails> findByUsername(String name) {
        ConsoleUser user = known.get(name);
        return Mono.just(
                user == null
                        ? User.withUsername("unknown")
                                .password(decoy)
                                .authorities("none")
                                .build()
                        : details(user));
    }

    private static UserDetails details(ConsoleUser user) {
        String[] authorities = Arrays.stream(Role.values())
                .filter(role -> role.compareTo(user.role()) <= 0)
                .map(Role::authority)
                .toArray(String[]::new);
        return User.withUsername(user.name())
                .password(user.passwordHash())
                .authorities(authorities)
                .build();
    }
}
