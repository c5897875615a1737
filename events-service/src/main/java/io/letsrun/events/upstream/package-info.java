/** The outside system, behind every policy that keeps it and us alive. */
@NullMarked
package io.letsrun.events.upstream;

import org.jspecify.annotations.NullMarked;
