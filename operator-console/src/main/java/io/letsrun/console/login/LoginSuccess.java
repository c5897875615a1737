package io.letsrun.console.login;

import io.letsrun.console.login.LoginController.LoginView;
import io.letsrun.console.web.Pages;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** After a log-in, leads back to what it interrupted: a form with its text, or a page. */
final class LoginSuccess implements ServerAuthenticationSuccessHandler {

    private final Pages pages;
    private final ReturnAddress returnAddress;
    private final List<InterruptedForm> forms;

    LoginSuccess(Pages pages, ReturnAddress returnAddress, List<InterruptedForm> forms) {
        this.pages = pages;
        this.returnAddress = returnAddress;
        this.forms = forms;
    }

    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange login, Authentication user) {
        ServerWebExchange exchange =
                login.getExchange().mutate().principal(Mono.just(user)).build();
        return exchange.getFormData().flatMap(form -> goOn(exchange, form));
    }

    private Mono<Void> goOn(ServerWebExchange exchange, MultiValueMap<String, String> form) {
        String path = LoginView.keptPath(form);
        for (InterruptedForm interrupted : forms) {
            if (interrupted.isSentTo(path)) {
                return pages.write(exchange, HttpStatus.OK, interrupted.again(path, form));
            }
        }
        exchange.getResponse().setStatusCode(HttpStatus.FOUND);
        exchange.getResponse().getHeaders().setLocation(returnAddress.take(exchange));
        return exchange.getResponse().setComplete();
    }
}
