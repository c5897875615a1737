/** Passwords, keys and tokens: made at random, kept from everybody but their owner. */
@NullMarked
package io.letsrun.local.secrets;

import org.jspecify.annotations.NullMarked;
