/** The ids that were answered 202. */
@NullMarked
package io.letsrun.load.accepted;

import org.jspecify.annotations.NullMarked;
