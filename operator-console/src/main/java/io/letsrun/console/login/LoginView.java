package io.letsrun.console.login;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.MultiValueMap;

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
                .forEach(name -> sent.getOrDefault(name, List.of()).forEach(value -> kept.add(new Field(name, value))));
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
