package io.letsrun.local.seed;

/** Is told, from many threads, how far the seeding has come. */
public interface Meter {

    /** Tells nobody. */
    Meter SILENT = new Meter() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long by) {}

        @Override
        public void end() {}
    };

    void begin(String what, long total);

    void advance(long by);

    void end();
}
