package io.letsrun.console.login;

import io.letsrun.console.login.LoginController.LoginView;
import io.letsrun.console.login.OperatorAuthentication.TooManyGuesses;
import io.letsrun.console.web.ErrorView;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses access, and goes on after a log-in: programs get a problem; people get the login page, and after it what they had wanted. There is no challenge
 * (RFC 9110 wants a {@code WWW-Authenticate} with a 401): a browser would remember the password and add it to requests
 * of other sites.
 */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    static final URI LOGIN = URI.create("/login");
    static final String WRONG = "The name or the password is wrong.";

    private static final URI LOGIN_FAILED = URI.create("/login?error");
    private static final URI LOGIN_EXPIRED = URI.create("/login?expired");
    private static final String ENDED = "Your session has ended. Log in again; what you wrote is kept.";
    private static final String TOO_MANY =
            "Too many wrong passwords for this name came from your address. Try again in "
                    + LoginThrottle.RETRY_AFTER.toSeconds() + " seconds.";

    /** The page that a form is on, where it is named after its letter or replay. */
    private static final Pattern PAGE_OF_FORM = Pattern.compile("(/(?:letters|replays)/[\\w-]{1,40})/\\w+");

    private final Pages pages;
    private final ServerCsrfTokenRepository tokens;
    private final ReturnAddress returnAddress;
    private final List<InterruptedForm> forms;

    Refusals(Pages pages, ServerCsrfTokenRepository tokens, ReturnAddress returnAddress, List<InterruptedForm> forms) {
        this.pages = pages;
        this.tokens = tokens;
        this.returnAddress = returnAddress;
        this.forms = forms;
    }

    /** Nobody is logged in. */
    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException error) {
        String page = exchange.getRequest().getHeaders().getFirst("HX-Current-URL");
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            keepPage(exchange, page == null ? "" : page);
            exchange.getResponse().getHeaders().set("HX-Redirect", LOGIN.toString());
            return refused(ProblemKind.UNAUTHENTICATED, "The session has ended.");
        }
        if (forPrograms(exchange)) {
            return refused(ProblemKind.UNAUTHENTICATED, "A user of the console is required.");
        }
        return exchange.getRequest().getMethod() == HttpMethod.POST ? interrupted(exchange) : logIn(exchange);
    }

    private Mono<Void> logIn(ServerWebExchange exchange) {
        if (exchange.getRequest().getMethod() == HttpMethod.GET) {
            keepPage(exchange, exchange.getRequest().getURI().toString());
        }
        return redirect(exchange, LOGIN);
    }

    private Mono<Void> interrupted(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(sent -> {
            String path = path(exchange);
            List<Field> kept = kept(path, sent);
            if (!kept.isEmpty()) {
                return logInWith(exchange, HttpStatus.UNAUTHORIZED, ENDED, kept);
            }
            Matcher page = PAGE_OF_FORM.matcher(path);
            returnAddress.keep(exchange, page.matches() ? page.group(1) : "/letters?state=open");
            return redirect(exchange, path.equals("/logout") ? LOGIN : LOGIN_EXPIRED);
        });
    }

    /** The form's token is not the one of this browser's cookie: the page is older than the cookie, or comes from elsewhere. */
    Mono<Void> staleForm(ServerWebExchange exchange, AccessDeniedException denied) {
        if (path(exchange).equals(LOGIN.toString())) {
            return redirect(exchange, LOGIN_EXPIRED);
        }
        if (forPrograms(exchange) || !isOurOwn(exchange)) {
            exchange.getAttributes().put(ErrorView.STALE_FORM, true);
            return refused(ProblemKind.FORBIDDEN, "The form's token is missing or too old: load its page again.");
        }
        return withToken(exchange).then(interrupted(exchange));
    }

    /** The filter that refused the form gives the page that follows no token. */
    private Mono<Void> withToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = tokens.loadToken(exchange)
                .switchIfEmpty(Mono.defer(
                        () -> tokens.generateToken(exchange).delayUntil(fresh -> tokens.saveToken(exchange, fresh))));
        return Mono.fromRunnable(() -> new XorServerCsrfTokenRequestAttributeHandler().handle(exchange, token));
    }

    /** Somebody is logged in, whose role is too low. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return refused(ProblemKind.FORBIDDEN, String.valueOf(denied.getMessage()));
    }

    /** A password came with a request, by HTTP Basic. */
    Mono<Void> passwordRefused(WebFilterExchange refused, AuthenticationException error) {
        ServerWebExchange exchange = refused.getExchange();
        if (error instanceof TooManyGuesses) {
            return Mono.error(Problem.of(ProblemKind.TOO_MANY_REQUESTS, error.getMessage())
                    .retryAfter(LoginThrottle.RETRY_AFTER)
                    .refused());
        }
        return refused(ProblemKind.UNAUTHENTICATED, "A user of the console is required.");
    }

    Mono<Void> loginFailed(WebFilterExchange login, AuthenticationException error) {
        ServerWebExchange exchange = login.getExchange();
        return exchange.getFormData().flatMap(form -> {
            List<Field> kept = kept(LoginView.keptPath(form), form);
            if (error instanceof TooManyGuesses) {
                retryLater(exchange);
                return logInWith(exchange, HttpStatus.TOO_MANY_REQUESTS, TOO_MANY, kept);
            }
            return kept.isEmpty()
                    ? redirect(exchange, LOGIN_FAILED)
                    : logInWith(exchange, HttpStatus.UNAUTHORIZED, WRONG, kept);
        });
    }

    /** Leads back to what was interrupted: a form with its text, or a page. */
    Mono<Void> loggedIn(WebFilterExchange login, Authentication user) {
        ServerWebExchange exchange =
                login.getExchange().mutate().principal(Mono.just(user)).build();
        return exchange.getFormData().flatMap(sent -> {
            String path = LoginView.keptPath(sent);
            return form(path)
                    .map(form -> pages.write(exchange, HttpStatus.OK, form.again(path, sent)))
                    .orElseGet(() -> {
                        exchange.getResponse().setStatusCode(HttpStatus.FOUND);
                        exchange.getResponse().getHeaders().setLocation(returnAddress.take(exchange));
                        return exchange.getResponse().setComplete();
                    });
        });
    }

    private Optional<InterruptedForm> form(String path) {
        return forms.stream().filter(form -> form.isSentTo(path)).findFirst();
    }

    private List<Field> kept(String path, MultiValueMap<String, String> sent) {
        return form(path).map(form -> LoginView.kept(form, path, sent)).orElse(List.of());
    }

    private Mono<Void> logInWith(ServerWebExchange exchange, HttpStatus status, String problem, List<Field> kept) {
        return pages.write(exchange, status, new LoginView(problem, kept).view());
    }

    private static void retryLater(ServerWebExchange exchange) {
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(LoginThrottle.RETRY_AFTER.toSeconds()));
    }

    private void keepPage(ServerWebExchange exchange, String address) {
        try {
            URI uri = URI.create(address);
            String query = uri.getRawQuery();
            returnAddress.keep(
                    exchange, Objects.requireNonNullElse(uri.getRawPath(), "") + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException unused) {
            // The overview is the page then.
        }
    }

    /** Whether a browser says that one of our own pages sent this. */
    private static boolean isOurOwn(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String origin = headers.getOrigin();
        return "same-origin".equals(headers.getFirst("Sec-Fetch-Site"))
                || origin != null && origin.endsWith("://" + headers.getFirst(HttpHeaders.HOST));
    }

    private static boolean forPrograms(ServerWebExchange exchange) {
        String path = path(exchange);
        return path.startsWith("/api/") || path.startsWith("/actuator");
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, URI location) {
        boolean get = exchange.getRequest().getMethod() == HttpMethod.GET;
        exchange.getResponse().setStatusCode(get ? HttpStatus.FOUND : HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(location);
        return exchange.getResponse().setComplete();
    }

    private static Mono<Void> refused(ProblemKind kind, String detail) {
        return Mono.error(Problem.of(kind, detail).refused());
    }
}
