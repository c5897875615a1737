package io.letsrun.console.access;

import io.letsrun.console.web.Pages;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The login page. What it posts is taken by the security filters. */
@Controller
final class LoginPages {

    private final Pages pages;

    LoginPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/login")
    Mono<ResponseEntity<byte[]>> login(ServerWebExchange exchange) {
        boolean failed = exchange.getRequest().getQueryParams().containsKey("error");
        return pages.show(exchange, new LoginView(failed ? "The name or the password is wrong." : ""));
    }
}
