/** The events of a signup, and what Redis and the status endpoints say about it. */
@NullMarked
package io.letsrun.contracts.signup;

import org.jspecify.annotations.NullMarked;
