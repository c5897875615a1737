package io.letsrun.load.gatling;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Names that nobody had before: for addresses, Idempotency-Keys and clients' run ids. Thread-safe. */
final class Names {

    private final String prefix = "g-" + System.currentTimeMillis() + "-";
    private final AtomicLong last = new AtomicLong();

    String next() {
        return prefix + last.incrementAndGet();
    }

    /** One for each user who arrives. */
    Iterator<Map<String, Object>> each() {
        return Stream.generate(() -> Map.<String, Object>of(Phone.NAME, next())).iterator();
    }
}
