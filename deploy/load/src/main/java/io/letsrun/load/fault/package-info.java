/** Faults that are injected into the stack while a load goes on. */
@NullMarked
package io.letsrun.load.fault;

import org.jspecify.annotations.NullMarked;
