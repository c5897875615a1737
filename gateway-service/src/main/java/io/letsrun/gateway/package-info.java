/** The public API of Let's Run!. */
@NullMarked
package io.letsrun.gateway;

import org.jspecify.annotations.NullMarked;
