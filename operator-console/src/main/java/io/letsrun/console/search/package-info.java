/** Finds letters: filters, selections and the pages of a result. */
@NullMarked
package io.letsrun.console.search;

import org.jspecify.annotations.NullMarked;
