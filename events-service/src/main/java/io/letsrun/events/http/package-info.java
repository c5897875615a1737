/** Endpoints, and the writing of their answers. */
@NullMarked
package io.letsrun.events.http;

import org.jspecify.annotations.NullMarked;
