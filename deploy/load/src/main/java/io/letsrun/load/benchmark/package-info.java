/** {@code deploy/load/benchmark}: one part of the stack beside a bare baseline, in the same run. */
@NullMarked
package io.letsrun.load.benchmark;

import org.jspecify.annotations.NullMarked;
