package io.letsrun.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.access.AccessProperties.ConsoleUser;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.login.OperatorAuthentication.TooManyGuesses;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OperatorAuthenticationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OperatorAuthentication operators = new OperatorAuthentication(
            Map.of(
                    "otto",
                    new ConsoleUser("otto", Role.OPERATOR, "{bcrypt}" + new BCryptPasswordEncoder(11).encode("right"))),
            new LoginThrottle());

    @AfterEach
    void close() {
        operators.destroy();
    }

    @Test
    void letsInWhoKnowsThePassword() {
        assertThat(Caller.of(Objects.requireNonNull(logIn("otto", "right").block(PATIENCE))))
                .isEqualTo(new Caller("otto", Role.OPERATOR));
    }

    /** Ten tries are checked, however many come at once: each is charged before it is. */
    @Test
    void checksNoMoreThanTenGuessesSideBySide() {
        Long checked = Flux.range(0, 40)
                .flatMap(
                        guess -> logIn("otto", "wrong" + guess)
                                .onErrorResume(
                                        BadCredentialsException.class,
                                        wrong -> Mono.just(new UsernamePasswordAuthenticationToken("checked", "")))
                                .onErrorResume(TooManyGuesses.class, refused -> Mono.empty()),
                        40)
                .count()
                .block(PATIENCE);

        assertThat(checked).isEqualTo(10);
    }

    @Test
    void takesAsLongForAnUnknownNameAsForAWrongPassword() {
        long known = median(() -> refused("otto"));
        long unknown = median(() -> refused("nobody"));

        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    /** A program sends its password with every request, and many of them at once. */
    @Test
    void chargesNothingForARightPasswordThatIsRemembered() {
        logIn("otto", "right").block(PATIENCE);

        assertThat(Flux.range(0, 500)
                        .flatMap(request -> logIn("otto", "right"), 100)
                        .count()
                        .block(PATIENCE))
                .isEqualTo(500);
    }

    private void refused(String name) {
        logIn(name, "wrong").onErrorComplete(BadCredentialsException.class).block(PATIENCE);
    }

    private static long median(Runnable check) {
        long[] times = LongStream.range(0, 5)
                .map(time -> {
                    long start = System.nanoTime();
                    check.run();
                    return System.nanoTime() - start;
                })
                .toArray();
        Arrays.sort(times);
        return times[2];
    }

    private Mono<Authentication> logIn(String name, String password) {
        UsernamePasswordAuthenticationToken asked = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
        asked.setDetails("10.0.0.1");
        return operators.authenticate(asked);
    }
}
