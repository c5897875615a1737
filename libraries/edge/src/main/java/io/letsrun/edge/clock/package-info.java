/** Whether this machine's clock is right, and the time when it is not. */
@NullMarked
package io.letsrun.edge.clock;

import org.jspecify.annotations.NullMarked;
