package io.letsrun.local.stack;

import io.letsrun.local.process.LogFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a process ended by itself, as far as the end of its log tells. */
final class EndReason {

    private static final int LOOKED_AT = 400;
    private static final int LONGEST = 160;

    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("No space left on device", "disk full");
        KNOWN.put("Disk quota exceeded", "disk full");
        KNOWN.put("OutOfMemoryError", "out of memory");
        KNOWN.put("Cannot allocate memory", "out of memory");
        KNOWN.put("insufficient memory for the Java Runtime", "out of memory");
        KNOWN.put("Address already in use", "its port was taken");
        KNOWN.put("Too many open files", "too few file handles (ulimit -n)");
    }

    private EndReason() {}

    static String in(LogFile log) {
        List<String> lines = log.last(LOOKED_AT);
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (Map.Entry<String, String> known : KNOWN.entrySet()) {
                if (lines.get(i).contains(known.getKey())) {
                    return known.getValue();
                }
            }
        }
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                .reduce((before, last) -> last)
                .map(last -> "its last line: " + shortened(last.strip()))
                .orElse("it printed nothing");
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
