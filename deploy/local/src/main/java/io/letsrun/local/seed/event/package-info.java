/** Events for the upstream. */
@NullMarked
package io.letsrun.local.seed.event;

import org.jspecify.annotations.NullMarked;
