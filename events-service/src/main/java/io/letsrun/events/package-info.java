/** The service that gathers a user's events from an upstream that belongs to somebody else. */
@NullMarked
package io.letsrun.events;

import org.jspecify.annotations.NullMarked;
