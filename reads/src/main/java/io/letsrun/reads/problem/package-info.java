/** How a consumer says no. */
@NullMarked
package io.letsrun.reads.problem;

import org.jspecify.annotations.NullMarked;
