/** Replays: confirmed, watched, halted. */
@NullMarked
package io.letsrun.console.web.replays;

import org.jspecify.annotations.NullMarked;
