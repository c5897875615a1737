/** How this service says no. */
@NullMarked
package io.letsrun.signup.problem;

import org.jspecify.annotations.NullMarked;
