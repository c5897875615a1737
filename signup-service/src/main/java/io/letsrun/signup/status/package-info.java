/** What became of a signup, for whoever asks. */
@NullMarked
package io.letsrun.signup.status;

import org.jspecify.annotations.NullMarked;
