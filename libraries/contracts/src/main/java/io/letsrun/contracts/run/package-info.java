/** The events of a run, and the id that anyone can recompute. */
@NullMarked
package io.letsrun.contracts.run;

import org.jspecify.annotations.NullMarked;
