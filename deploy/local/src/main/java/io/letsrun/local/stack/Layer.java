package io.letsrun.local.stack;

/** Who stands on whom: the stack ends layer by layer from the last, so each finds what it needs to finish its work. */
enum Layer {
    SERVERS,
    CONSUMERS,
    EDGE
}
