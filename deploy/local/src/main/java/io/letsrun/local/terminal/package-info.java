/** Where commands print, and how. */
@NullMarked
package io.letsrun.local.terminal;

import org.jspecify.annotations.NullMarked;
