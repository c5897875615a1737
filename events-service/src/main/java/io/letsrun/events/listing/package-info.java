/** Events of a user, and for tokens that are good for it all users and all events, page by page. */
@NullMarked
package io.letsrun.events.listing;

import org.jspecify.annotations.NullMarked;
