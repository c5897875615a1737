/** Several databases that are used as one, for tests of the distributed mode. */
@NullMarked
package io.letsrun.testing.sharding;

import org.jspecify.annotations.NullMarked;
