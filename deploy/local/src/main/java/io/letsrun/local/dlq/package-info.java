/** {@code ./letsrun dlq}: what an operator does about dead letters, from a shell. */
@NullMarked
package io.letsrun.local.dlq;

import org.jspecify.annotations.NullMarked;
