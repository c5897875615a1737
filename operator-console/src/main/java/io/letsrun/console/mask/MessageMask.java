package io.letsrun.console.mask;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides the words of a message that may name somebody. Shown are: words in lower case, which a name hardly is; what such messages
 * are made of; classes, columns, fields, ids, times and short numbers. Of a value, see {@link Values}, only classes, fields, ids,
 * times and short numbers are shown. Thread-safe, and linear in the length of the text.
 */
final class MessageMask {

    private static final int LONGEST = 200;

    /** Words in upper case that begin sentences of drivers, parsers and of this system, or are its terms. */
    private static final Set<String> TERMS = Set.of(
            ("A Access All Already An And Array At Attempt Bad Batch Binding Body Boolean Broken Broker Cannot Cause Caused Class"
                            + " Client Closed Column Connection Consumer Content Could DETAIL Data Database Date Deserialization"
                            + " Duplicate ERROR Error Event Exception Exceptions Expected FATAL Failed Failing Failure Field File"
                            + " Found Group HINT Header I IO If Illegal In Index Input Instant Integer Internal Interrupted Invalid"
                            + " It JSON Java Kafka Key Length Line Lock Long Malformed Maximum Message Missing More Must NULL"
                            + " Negative No Not Null Number Object Offset On Only Operation Out Parameter Partition Permission"
                            + " Position PostgreSQL Producer Query Read Record Redis Reference Request Required Response Retries"
                            + " Retry Row RunDeleted RunRecorded SQL SQLState Schema Server Service SignupAccepted SignupRejected"
                            + " SignupRequested Size Source State Statement Storage Stream String Suppressed Table Text The There"
                            + " This Thread Time Timed Timeout Token Too Topic Transaction Type URI URL UTF UTF-8 UUID Unable"
                            + " Undecodable Unexpected Unique Unknown Unrecognized Unsupported User Value Version When With Wrong"
                            + " Native Method")
                    .split(" "));

    /** A line of a stack trace that is made by the machine. */
    private static final Pattern FRAME =
            Pattern.compile("\\s{0,9}(?:at (?:[\\w.@-]{0,100}/{1,2}){0,2}[\\w$]{1,100}(?:\\.[\\w$<>/-]{1,200}){1,20}"
                    + "\\((?:[\\w.$-]{1,200}(?::\\d{1,6})?|Native Method|Unknown Source|<generated>)\\)(?: ~?\\[[\\w.:?!/-]{0,200}\\])?"
                    + "|\\.\\.\\. \\d{1,5} (?:more|common frames omitted))\\s{0,9}");

    private static final Pattern CLASS =
            Pattern.compile("(?:[a-z][a-z0-9_]{0,40}\\.){1,12}[A-Z][\\w$]{0,120}|[A-Z]\\w{0,120}(?:Exception|Error)");

    /** What stands in angle brackets for a value in the message of a cause. */
    private static final Set<String> BLANKS = Set.of("time", "id", "email", "text", "n");

    private static final Pattern SIZE = Pattern.compile("\\d{1,12}");

    private MessageMask() {}

    static String hide(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            String line = text.substring(start, end);
            if (line.length() < 1_000 && FRAME.matcher(line).matches()) {
                masked.append(line);
            } else {
                line(line, masked);
            }
            start = end;
        }
        return masked.toString();
    }

    private static void line(String line, StringBuilder masked) {
        Values values = new Values();
        int at = 0;
        while (at < line.length()) {
            int end = end(line, at);
            if (end == at) {
                values.sign(line.charAt(at));
                masked.append(line.charAt(at++));
            } else {
                String word = line.substring(at, end);
                boolean blank =
                        at > 0 && line.charAt(at - 1) == '<' && line.startsWith(">", end) && BLANKS.contains(word);
                boolean size = SIZE.matcher(word).matches() && line.startsWith(" bytes", end);
                boolean shown = blank || !values.areHidden() && (size || isHarmless(word, values.areGiven()));
                masked.append(shown ? word : Mask.HIDDEN);
                values.word(word);
                at = end;
            }
        }
    }

    /** Returns where the word ends that starts there; the same place when none does. */
    private static int end(String line, int start) {
        boolean number = Character.isDigit(line.charAt(start));
        int end = start;
        while (end < line.length() && (isOfWord(line.charAt(end)) || joins(line, start, end, number))) {
            end++;
        }
        return end;
    }

    private static boolean isOfWord(char c) {
        return c > 0x7F
                ? !Character.isWhitespace(c) && !isSign(c)
                : Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** Signs are told from letters, marks, surrogates and what nobody knows, all of which may be of a name. */
    private static boolean isSign(char c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean joins(String line, int start, int at, boolean number) {
        char c = line.charAt(at);
        boolean joint = c == '.' || c == '-' || c == '\'' || number && (c == ':' || c == '+');
        return joint && at > start && at + 1 < line.length() && isOfWord(line.charAt(at + 1));
    }

    private static boolean isHarmless(String word, boolean value) {
        if (word.length() > LONGEST) {
            return false;
        }
        return Harmless.isValue(word)
                || KnownFields.NAMES.contains(word)
                || CLASS.matcher(word).matches()
                || word.equals("bytes")
                || !value && (Mask.IDENTIFIER.matcher(word).matches() || TERMS.contains(word) || isLowerCase(word));
    }

    private static boolean isLowerCase(String word) {
        return word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '.' || c == '-' || c == '\'');
    }
}
