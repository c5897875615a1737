package io.letsrun.console.access;

import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;

/**
 * The way in.
 *
 * @param problem why the last attempt led nowhere, or nothing
 */
record LoginView(String problem) implements View {

    @Override
    public String template() {
        return "access/login.jte";
    }

    @Override
    public String title() {
        return "Log in";
    }

    @Override
    public Section section() {
        return Section.NONE;
    }
}
