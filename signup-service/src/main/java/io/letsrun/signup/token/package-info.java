/** Who is asking. */
@NullMarked
package io.letsrun.signup.token;

import org.jspecify.annotations.NullMarked;
