/** From signup requests to accounts and refusals. */
@NullMarked
package io.letsrun.signup.account;

import org.jspecify.annotations.NullMarked;
