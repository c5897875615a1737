/** Signing up, and what became of it. */
@NullMarked
package io.letsrun.gateway.signup;

import org.jspecify.annotations.NullMarked;
