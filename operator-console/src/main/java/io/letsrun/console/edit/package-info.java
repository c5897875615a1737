/** Replays a letter with a corrected payload. */
@NullMarked
package io.letsrun.console.edit;

import org.jspecify.annotations.NullMarked;
