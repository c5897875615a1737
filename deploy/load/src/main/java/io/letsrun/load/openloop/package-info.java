/**
 * A load generator of the open kind: requests are due at set moments whatever the answers do, as those of people are, and
 * every latency counts from the moment its request was due.
 */
@NullMarked
package io.letsrun.load.openloop;

import org.jspecify.annotations.NullMarked;
