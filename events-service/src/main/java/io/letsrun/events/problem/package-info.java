/** How this service says no. */
@NullMarked
package io.letsrun.events.problem;

import org.jspecify.annotations.NullMarked;
