/** Who is asking. */
@NullMarked
package io.letsrun.edge.token;

import org.jspecify.annotations.NullMarked;
