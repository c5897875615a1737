/** How a consumer says no. */
@NullMarked
package io.letsrun.edge.problem;

import org.jspecify.annotations.NullMarked;
