/** A user's events, page by page. */
@NullMarked
package io.letsrun.events.listing;

import org.jspecify.annotations.NullMarked;
