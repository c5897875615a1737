/** What phones send: signups, runs and reads, rendered as far ahead as can be. */
@NullMarked
package io.letsrun.load.phone;

import org.jspecify.annotations.NullMarked;
