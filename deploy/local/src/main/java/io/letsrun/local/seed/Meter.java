package io.letsrun.local.seed;

/** Is told, from many threads, how far the seeding has come. */
public interface Meter {

    void begin(String what, long total);

    void advance(long by);

    void end();
}
