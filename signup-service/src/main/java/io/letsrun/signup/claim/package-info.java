/** What Redis is told, and how to tell it again. */
@NullMarked
package io.letsrun.signup.claim;

import org.jspecify.annotations.NullMarked;
