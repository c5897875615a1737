/** The stack that is measured. */
@NullMarked
package io.letsrun.load.stack;

import org.jspecify.annotations.NullMarked;
