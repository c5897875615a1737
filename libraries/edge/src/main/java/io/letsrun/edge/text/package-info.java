/** Rules for texts that people write. */
@NullMarked
package io.letsrun.edge.text;

import org.jspecify.annotations.NullMarked;
