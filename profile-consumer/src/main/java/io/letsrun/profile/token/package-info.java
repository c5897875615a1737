/** Who is asking. */
@NullMarked
package io.letsrun.profile.token;

import org.jspecify.annotations.NullMarked;
