package io.letsrun.console.mask;

/**
 * Tells, along a line, where the values of {@code name=value} are, and of {@code name: value} where the field is hidden. A value goes on to the next comma, semicolon or closing bracket
 * that is not within brackets or single quotes of its own: {@code (city, country)=(bad homburg, de)}.
 */
final class Values {

    private boolean given;
    private boolean hidden;
    private boolean quoted;
    private int depth;

    /** Whether the last name, or one of those in the last parentheses, is that of a hidden field. */
    private boolean hiddenName;

    private boolean inParentheses;

    /** Whether the next word belongs to a value. */
    boolean areGiven() {
        return given;
    }

    /** Whether the next word belongs to a value of a field that is never shown. */
    boolean areHidden() {
        return hidden;
    }

    void word(String word) {
        hiddenName = inParentheses && hiddenName || KnownFields.isHidden(word);
    }

    void sign(char sign) {
        switch (sign) {
            case '=' -> begin();
            case ':' -> {
                if (hiddenName) {
                    begin();
                }
            }
            case '*' -> word(Mask.HIDDEN);
            case '\'' -> quoted = given && !quoted;
            case '(', '[', '{' -> open(sign);
            case ')', ']', '}' -> close(sign);
            case ',', ';' -> {
                if (depth == 0 && !quoted) {
                    end();
                }
            }
            default -> {}
        }
    }

    private void begin() {
        given = true;
        hidden |= hiddenName;
        hiddenName = false;
    }

    private void open(char bracket) {
        if (bracket == '(') {
            inParentheses = true;
            hiddenName = false;
        }
        depth += given ? 1 : 0;
    }

    private void close(char bracket) {
        inParentheses &= bracket != ')';
        if (depth > 0) {
            depth--;
        }
        if (depth == 0 && !quoted) {
            end();
        }
    }

    private void end() {
        given = false;
        hidden = false;
    }
}
