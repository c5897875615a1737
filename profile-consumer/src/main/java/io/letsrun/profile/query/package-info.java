/** How this service is asked. */
@NullMarked
package io.letsrun.profile.query;

import org.jspecify.annotations.NullMarked;
