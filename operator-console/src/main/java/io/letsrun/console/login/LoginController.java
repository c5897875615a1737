package io.letsrun.console.login;

import org.springframework.web.reactive.result.view.Rendering;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page. What it posts is taken by the security filters. */
@Controller
final class LoginController {

    @GetMapping("/login")
    Rendering login(@RequestParam MultiValueMap<String, String> query) {
        String problem = query.containsKey("error")
                ? Refusals.WRONG
                : query.containsKey("expired") ? "This page was open for too long. Log in again." : "";
        return new LoginView(problem, List.of()).view().rendering();
    }
}
