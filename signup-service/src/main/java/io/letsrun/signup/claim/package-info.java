/** Claims and statuses in Redis, and how to write them again after Redis has lost them. */
@NullMarked
package io.letsrun.signup.claim;

import org.jspecify.annotations.NullMarked;
