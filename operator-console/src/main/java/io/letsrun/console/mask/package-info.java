/** Hides who a letter is about. */
@NullMarked
package io.letsrun.console.mask;

import org.jspecify.annotations.NullMarked;
