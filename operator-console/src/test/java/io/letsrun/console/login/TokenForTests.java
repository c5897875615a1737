package io.letsrun.console.login;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the session's CSRF token, as a page would that has a form. */
@RestController
class TokenForTests {

    @GetMapping("/assets/token-for-tests")
    Mono<String> token(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getRequiredAttribute(CsrfToken.class.getName());
        return token.map(CsrfToken::getToken);
    }
}
