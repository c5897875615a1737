/** How this service is asked: its routes, and how it asks storage. */
@NullMarked
package io.letsrun.profile.query;

import org.jspecify.annotations.NullMarked;
