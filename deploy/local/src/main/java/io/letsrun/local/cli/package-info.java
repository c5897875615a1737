/** The commands of {@code ./letsrun}. */
@NullMarked
package io.letsrun.local.cli;

import org.jspecify.annotations.NullMarked;
