/** A stand-in for the outside system that events-service asks; for development and tests only. */
@NullMarked
package io.letsrun.simulator;

import org.jspecify.annotations.NullMarked;
