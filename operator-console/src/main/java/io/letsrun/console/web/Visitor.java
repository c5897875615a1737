package io.letsrun.console.web;

/**
 * Who looks at a page.
 *
 * @param role as shown
 * @param operator may reveal, replay and discard
 * @param editor may edit, too
 */
public record Visitor(String name, String role, boolean operator, boolean editor) {

    public static final Visitor NOBODY = new Visitor("", "", false, false);

    public boolean known() {
        return !name.isEmpty();
    }
}
