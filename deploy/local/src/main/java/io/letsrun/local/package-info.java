/** The whole system on one machine. */
@NullMarked
package io.letsrun.local;

import org.jspecify.annotations.NullMarked;
