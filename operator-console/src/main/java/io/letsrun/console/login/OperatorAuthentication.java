package io.letsrun.console.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.console.access.AccessProperties.ConsoleUser;
import io.letsrun.console.access.Caller;
import io.letsrun.contracts.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Checks passwords, whichever way they come.
 *
 * <p>A right password is checked at full cost only once in a while: with HTTP Basic it comes with every request, and a hash that
 * is slow to guess is as slow to check. What is remembered is a digest with a secret, of right passwords only, and the secret is
 * gone with the process. An unknown name is checked against the hash of a known one, with its last character changed: that takes as long,
 * and never matches.
 */
final class OperatorAuthentication implements ReactiveAuthenticationManager, DisposableBean {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MAX_REMEMBERED = 100;
    private static final int THREADS = 2;
    private static final int MAX_QUEUED = 100;

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Scheduler hashing = Schedulers.newBoundedElastic(THREADS, MAX_QUEUED, "passwords");
    private final String secret = UUID.randomUUID().toString();
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .build();
    private final Map<String, ConsoleUser> known;
    private final List<String> decoys;
    private final LoginThrottle throttle;

    OperatorAuthentication(Map<String, ConsoleUser> known, LoginThrottle throttle) {
        this.known = known;
        this.decoys = known.values().stream()
                .map(ConsoleUser::passwordHash)
                .map(OperatorAuthentication::neverMatching)
                .toList();
        this.throttle = throttle;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication asked) {
        return Mono.defer(() ->
                check(asked.getName(), String.valueOf(asked.getCredentials()), String.valueOf(asked.getDetails())));
    }

    private Mono<Authentication> check(String name, String password, String address) {
        if (!throttle.charge(name, address)) {
            return Mono.error(new TooManyGuesses());
        }
        ConsoleUser user = known.get(name);
        String hash = user == null ? decoy(name) : user.passwordHash();
        String digest = Sha256.hex(secret + hash + '\0' + password);
        Mono<Boolean> checked = right.getIfPresent(digest) != null
                ? Mono.just(true)
                : Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(hashing);
        return checked.flatMap(matches -> matches && user != null ? Mono.just(authenticated(user)) : Mono.empty())
                .doOnNext(authenticated -> {
                    right.put(digest, true);
                    throttle.giveBack(name, address);
                })
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("the name or the password is wrong")))
                .onErrorMap(RejectedExecutionException.class, busy -> new TooManyGuesses());
    }

    private static Authentication authenticated(ConsoleUser user) {
        Caller caller = new Caller(user.name(), user.role());
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, caller.authorities());
    }

    /** Always the same for the same name, so that its time is one of those that known names take. */
    private String decoy(String name) {
        return decoys.isEmpty() ? "" : decoys.get(Math.floorMod(name.hashCode(), decoys.size()));
    }

    private static String neverMatching(String hash) {
        char last = hash.charAt(hash.length() - 1);
        return hash.substring(0, hash.length() - 1) + (last == '0' ? '1' : '0');
    }

    @Override
    public void destroy() {
        hashing.dispose();
    }

    /** The password was not looked at. */
    static final class TooManyGuesses extends AuthenticationException {

        TooManyGuesses() {
            super("Too many wrong passwords for this name came from this address.");
        }
    }
}
