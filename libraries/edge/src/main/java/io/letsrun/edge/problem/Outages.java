package io.letsrun.edge.problem;

/** Tells which errors mean that something a read needs is away, and that it may be asked again. */
interface Outages {

    boolean explain(Throwable error);
}
