package io.letsrun.console.access;

import java.util.Locale;

/** What somebody may do; each role may do what those before it may. */
public enum Role {

    /** Looks, at masked payloads. */
    VIEWER,

    /** Replays, discards, and reveals a payload. */
    OPERATOR,

    /** Changes what is replayed. */
    EDITOR;

    /** @throws IllegalArgumentException when there is no such role */
    static Role parse(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a role is viewer, operator or editor, not \"" + text + '"');
    }

    /** Returns the name in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
