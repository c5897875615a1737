package io.letsrun.local.process;

/** The ways to ask, or force, a process to end. */
public enum Signal {
    INT,
    TERM,
    KILL
}
