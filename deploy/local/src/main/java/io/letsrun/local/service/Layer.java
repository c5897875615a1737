package io.letsrun.local.service;

/** Who stands on whom: the stack ends layer by layer from the last, so each finds what it needs to finish its work. */
public enum Layer {
    SERVERS,
    CONSUMERS,
    EDGE
}
