package io.letsrun.console.login;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

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

    /**
     * The login page.
     *
     * @param problem why the last attempt failed, or why a log-in is needed; or nothing
     * @param kept a form that the log-in interrupts: its path, and its fields
     */
    record LoginView(String problem, List<Field> kept) {

        private static final String PATH = "interrupted";

        /** Keeps what was sent to the form's path, or was kept already. */
        static List<Field> kept(InterruptedForm form, String path, MultiValueMap<String, String> sent) {
            List<Field> kept = new ArrayList<>(List.of(new Field(PATH, path)));
            form.fields()
                    .forEach(name ->
                            sent.getOrDefault(name, List.of()).forEach(value -> kept.add(new Field(name, value))));
            return kept;
        }

        static String keptPath(MultiValueMap<String, String> form) {
            String path = form.getFirst(PATH);
            return path == null ? "" : path;
        }

        View view() {
            return new View("login/page.jte", "Log in", Section.NONE, this);
        }
    }
}
