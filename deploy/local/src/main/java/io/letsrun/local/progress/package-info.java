/** What a person sees while components start and stop. */
@NullMarked
package io.letsrun.local.progress;

import org.jspecify.annotations.NullMarked;
