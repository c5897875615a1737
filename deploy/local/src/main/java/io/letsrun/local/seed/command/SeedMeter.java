package io.letsrun.local.seed.command;

import io.letsrun.local.process.Pause;
import io.letsrun.local.seed.Meter;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A progress bar where somebody watches, a line every two seconds where nobody does. */
final class SeedMeter implements Meter {

    private static final int WIDTH = 30;

    private final Terminal terminal;
    private final LongAdder done = new LongAdder();
    private String what = "";
    private long total;
    private long began;
    private @Nullable Thread painter;

    SeedMeter(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void begin(String what, long total) {
        this.what = what;
        this.total = total;
        began = System.nanoTime();
        done.reset();
        painter = Thread.ofVirtual().start(this::paintUntilInterrupted);
    }

    @Override
    public void advance(long by) {
        done.add(by);
    }

    @Override
    public synchronized void end() {
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
        return String.format(Locale.ROOT, "%-8s %s %,d of %,d, %,.0f/s%s", what, bar(now), now, total, rate, eta);
    }

    private String bar(long now) {
        if (!terminal.interactive()) {
            return "";
        }
        int full = total == 0 ? WIDTH : (int) Math.clamp(now * WIDTH / total, 0, WIDTH);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
