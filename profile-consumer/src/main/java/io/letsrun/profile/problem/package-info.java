/** How this service says no. */
@NullMarked
package io.letsrun.profile.problem;

import org.jspecify.annotations.NullMarked;
