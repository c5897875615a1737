/** The page on which a burst is watched. */
@NullMarked
package io.letsrun.console.web.overview;

import org.jspecify.annotations.NullMarked;
