package io.letsrun.local.progress;

import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line for each component, rewritten in place while somebody watches. */
final class LiveProgress implements ComponentProgress, AutoCloseable {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final Terminal terminal;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Thread painter;
    private int painted;
    private boolean closed;

    LiveProgress(Terminal terminal) {
        this.terminal = terminal;
        this.painter = Thread.ofVirtual().start(this::paintUntilInterrupted);
    }

    @Override
    public void starting(String component) {
        put(component, new Row("starting", true, System.nanoTime()));
    }

    @Override
    public void ready(String component, Duration after) {
        put(component, new Row("\033[32mready\033[0m in " + Terminal.seconds(after), false, 0));
    }

    @Override
    public void failed(String component) {
        put(component, new Row("\033[31mfailed\033[0m", false, 0));
    }

    @Override
    public void stopping(String component) {
        put(component, new Row("stopping", true, System.nanoTime()));
    }

    @Override
    public void stopped(String component, boolean byItself) {
        put(component, new Row(byItself ? "stopped" : "killed, since it did not stop in time", false, 0));
    }

    /** Leaves the last picture standing; what is printed next goes below it. */
    @Override
    public void close() {
        painter.interrupt();
        paint();
        forget();
    }

    private synchronized void put(String component, Row row) {
        if (!closed) {
            rows.put(component, row);
        }
    }

    private synchronized void forget() {
        rows.clear();
        painted = 0;
        closed = true;
    }

    private void paintUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            paint();
            Pause.of(Duration.ofMillis(100));
        }
    }

    private synchronized void paint() {
        StringBuilder picture = new StringBuilder(painted > 0 ? "\033[" + painted + "A" : "");
        rows.forEach((component, row) ->
                picture.append("\r\033[K").append(row.show(component)).append('\n'));
        painted = rows.size();
        terminal.raw(picture.toString());
    }

    private record Row(String text, boolean busy, long since) {
        String show(String component) {
            if (!busy) {
                return String.format("  %-20s %s", component, text);
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            String spinner = SPINNER[(int) (waited.toMillis() / 100) % SPINNER.length];
            return String.format("%s %-20s %s %s", spinner, component, text, Terminal.seconds(waited));
        }
    }
}
