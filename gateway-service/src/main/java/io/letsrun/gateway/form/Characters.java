package io.letsrun.gateway.form;

/** What characters a text may hold. */
final class Characters {

    private Characters() {}

    /** Returns whether PostgreSQL can hold the text (no U+0000), and UTF-8 (no lone surrogate), and no line ends in it. */
    static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
