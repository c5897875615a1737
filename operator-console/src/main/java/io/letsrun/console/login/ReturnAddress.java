package io.letsrun.console.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * The page that somebody wanted before they had to log in, in a cookie: no session exists yet, and no link can carry an address
 * of its own choice. Only a path of this console is ever gone back to.
 */
final class ReturnAddress {

    private static final String NAME = "letsrun-console-return";
    private static final int MAX_LENGTH = 2_000;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final boolean secure;

    ReturnAddress(boolean secure) {
        this.secure = secure;
    }

    void keep(ServerWebExchange exchange, String pathAndQuery) {
        if (isOurs(pathAndQuery)) {
            String value = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(pathAndQuery.getBytes(StandardCharsets.UTF_8));
            exchange.getResponse().addCookie(cookie(value, KEPT));
        }
    }

    /** Returns where to go on, and forgets it. */
    URI take(ServerWebExchange exchange) {
        HttpCookie kept = exchange.getRequest().getCookies().getFirst(NAME);
        if (kept == null) {
            return URI.create("/");
        }
        exchange.getResponse().addCookie(cookie("", Duration.ZERO));
        return decoded(kept.getValue())
                .filter(ReturnAddress::isOurs)
                .map(URI::create)
                .orElse(URI.create("/"));
    }

    private ResponseCookie cookie(String value, Duration maxAge) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(maxAge)
                .build();
    }

    /** {@code //host} and {@code /\host} are addresses of other hosts to a browser. */
    private static boolean isOurs(String address) {
        if (address.length() > MAX_LENGTH || !address.matches("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]*")) {
            return false;
        }
        try {
            URI uri = URI.create(address);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
