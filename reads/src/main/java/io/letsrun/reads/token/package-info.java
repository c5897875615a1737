/** Who is asking. */
@NullMarked
package io.letsrun.reads.token;

import org.jspecify.annotations.NullMarked;
