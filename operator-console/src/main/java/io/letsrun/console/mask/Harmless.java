package io.letsrun.console.mask;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of text that cannot name a person: a text in no such form is hidden. */
public final class Harmless {

    private static final Pattern UUID = PlainText.UUID_TEXT;
    private static final Pattern EVENT_ID = Pattern.compile(UUID + "(?:\\.\\d{1,16})?");
    static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}(?:\\.\\d{1,3})?");
    private static final Pattern EVENT_TYPE = Pattern.compile("letsrun\\.[a-z-]{1,40}\\.v\\d{1,3}");
    private static final Pattern CLASS = Pattern.compile("(?:[a-z][a-z0-9_]{0,40}\\.){1,12}[A-Z][\\w$]{0,120}");
    private static final Pattern VERSION =
            Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){0,3}(?:[.+-](?:SNAPSHOT|RC|M|v|g)?[0-9a-f]{0,40}){0,3}");

    /** Headers by their names, each with the form of a value that may be shown. */
    private static final Map<String, Pattern> HEADERS = Map.of(
            "ce_specversion",
            Pattern.compile("\\d\\.\\d"),
            "ce_id",
            EVENT_ID,
            "ce_type",
            EVENT_TYPE,
            "ce_source",
            Pattern.compile("/?(?:letsrun/)?(?:gateway|signup|profile|events|rankings|operator)(?:-[a-z]{1,20})?"),
            "ce_time",
            TIME,
            "content-type",
            Pattern.compile("application/(?:json|cloudevents\\+json|problem\\+json)(?:; ?charset=utf-8)?"),
            "traceparent",
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
            "x-edited-from",
            EVENT_ID);

    private Harmless() {}

    /** A UUID, a time, or a number too short for a telephone. */
    static boolean isValue(String text) {
        return UUID.matcher(text).matches()
                || TIME.matcher(text).matches()
                || NUMBER.matcher(text).matches();
    }

    /** Returns the key of a record if it is a user's id, and else that there is one. */
    public static String key(String text) {
        return UUID.matcher(text).matches() ? text : Mask.HIDDEN;
    }

    public static @Nullable String eventId(@Nullable String text) {
        return shown(text, EVENT_ID);
    }

    public static @Nullable String eventType(@Nullable String text) {
        return shown(text, EVENT_TYPE);
    }

    public static @Nullable String version(@Nullable String text) {
        return shown(text, VERSION);
    }

    public static String className(String text) {
        return text.equals("unknown") || CLASS.matcher(text).matches() ? text : Mask.text(text);
    }

    public static boolean isHeader(String name) {
        return HEADERS.containsKey(name);
    }

    /** Returns a header's value if the header is known and has the form it should have. */
    public static String header(String name, String value) {
        Pattern form = HEADERS.get(name);
        return form != null && form.matcher(value).matches() ? value : Mask.HIDDEN;
    }

    private static @Nullable String shown(@Nullable String text, Pattern form) {
        return text == null || form.matcher(text).matches() ? text : Mask.HIDDEN;
    }
}
