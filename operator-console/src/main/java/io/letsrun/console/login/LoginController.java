package io.letsrun.console.login;

import io.letsrun.console.web.Pages;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The login page. What it posts is taken by the security filters. */
@Controller
final class LoginController {

    private final Pages pages;

    LoginController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/login")
    Mono<ResponseEntity<byte[]>> login(ServerWebExchange exchange, @RequestParam MultiValueMap<String, String> query) {
        String problem = query.containsKey("error")
                ? Refusals.WRONG
                : query.containsKey("expired") ? "This page was open for too long. Log in again." : "";
        return pages.show(exchange, new LoginView(problem, List.of()).view());
    }
}
