/** Columns of values as parameters of a statement. */
@NullMarked
package io.letsrun.delivery.column;

import org.jspecify.annotations.NullMarked;
