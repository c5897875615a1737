package io.letsrun.console.web;

import org.jspecify.annotations.Nullable;

/**
 * Text that came from outside, made fit to be looked at. Escaping is the templates' work; this keeps characters that nobody
 * sees from lying about the others: controls and NULs become pictures, and what turns the reading direction gets a name.
 */
public final class UntrustedText {

    private static final int CLASS_NAME = 200;
    private static final int PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private UntrustedText() {}

    /** Returns at most so many characters, and says how many more there were; nothing for nothing. */
    public static String text(@Nullable String raw, int most) {
        if (raw == null) {
            return "";
        }
        if (raw.length() <= most) {
            return text(raw);
        }
        return text(raw.substring(0, most)) + " … and " + Figures.count(raw.length() - most) + " more characters";
    }

    /** Returns the name of a class without its package. */
    public static String className(String name) {
        return text(name.substring(name.lastIndexOf('.') + 1), CLASS_NAME);
    }

    public static String text(String raw) {
        StringBuilder shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        if (character == '\n' || character == '\t') {
            shown.append((char) character);
        } else if (character < ' ') {
            shown.append((char) (PICTURES + character));
        } else if (character == 0x7F) {
            shown.append((char) PICTURE_OF_DELETE);
        } else if (unseen(character)) {
            shown.append("⟨U+%04X⟩".formatted(character));
        } else {
            shown.appendCodePoint(character);
        }
    }

    private static boolean unseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
