package io.letsrun.local.progress;

import java.time.Duration;

/** Is told, from several threads, what happens to the components while somebody waits. */
public interface ComponentProgress {

    void starting(String component);

    void ready(String component, Duration after);

    void failed(String component);

    void stopping(String component);

    void stopped(String component, boolean byItself);
}
