package io.letsrun.local.seed;

import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far the seeding has come, as many threads tell it: in one line that changes where somebody watches, in a line every
 * two seconds where nobody does.
 */
final class Meter {

    private final Terminal terminal;
    private final LongAdder done = new LongAdder();
    private String what = "";
    private long total;
    private long began;
    private @Nullable Thread painter;

    Meter(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void begin(String what, long total) {
        this.what = what;
        this.total = total;
        began = System.nanoTime();
        done.reset();
        painter = Thread.ofVirtual().start(this::paintUntilInterrupted);
    }

    void advance(long by) {
        done.add(by);
    }

    synchronized void end() {
        if (painter != null) {
            painter.interrupt();
            painter = null;
        }
        terminal.raw((terminal.interactive() ? "\r\033[K" : "") + picture() + "\n");
    }

    private void paintUntilInterrupted() {
        Duration pause = terminal.interactive() ? Duration.ofMillis(100) : Duration.ofSeconds(2);
        while (true) {
            Pause.of(pause);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            terminal.raw(terminal.interactive() ? "\r\033[K" + picture() : picture() + "\n");
        }
    }

    private String picture() {
        long now = done.sum();
        double seconds = (System.nanoTime() - began) / 1e9;
        double rate = seconds == 0 ? 0 : now / seconds;
        String eta = rate > 0 && now < total
                ? ", " + Terminal.coarse(Duration.ofSeconds(Math.round((total - now) / rate))) + " to go"
                : "";
        return String.format(Locale.ROOT, "%-8s %,d of %,d, %,.0f/s%s", what, now, total, rate, eta);
    }
}
