/** All users and all events, for those whose token is good for that. */
@NullMarked
package io.letsrun.events.directory;

import org.jspecify.annotations.NullMarked;
