package io.letsrun.console.access;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.net.URI;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.ServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * How access is refused: programs are given a problem, people the login page. Nobody is challenged (RFC 9110 wants a
 * {@code WWW-Authenticate} with a 401): a browser would remember the password and add it to requests of other sites.
 */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final URI LOGIN = URI.create("/login");
    private static final URI LOGIN_FAILED = URI.create("/login?error");

    private final ServerRedirectStrategy redirects = new DefaultServerRedirectStrategy();
    private final LoginThrottle guesses;

    Refusals(LoginThrottle guesses) {
        this.guesses = guesses;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException error) {
        if (error instanceof BadCredentialsException) {
            guesses.wrong(exchange);
        }
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            exchange.getResponse().getHeaders().set("HX-Redirect", LOGIN.toString());
            return refused(ProblemKind.UNAUTHENTICATED, "The session has ended.");
        }
        return forPrograms(exchange)
                ? refused(ProblemKind.UNAUTHENTICATED, "A user of the console is required.")
                : redirects.sendRedirect(exchange, LOGIN);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return refused(ProblemKind.FORBIDDEN, String.valueOf(denied.getMessage()));
    }

    Mono<Void> loginFailed(WebFilterExchange login, AuthenticationException error) {
        guesses.wrong(login.getExchange());
        return redirects.sendRedirect(login.getExchange(), LOGIN_FAILED);
    }

    private static boolean forPrograms(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return path.startsWith("/api/") || path.startsWith("/actuator");
    }

    private static Mono<Void> refused(ProblemKind kind, String detail) {
        return Mono.error(Problem.of(kind, detail).refused());
    }
}
