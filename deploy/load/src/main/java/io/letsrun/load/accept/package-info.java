/** How many requests a second the gateway accepts, beside a bare endpoint under the same load. */
@NullMarked
package io.letsrun.load.accept;

import org.jspecify.annotations.NullMarked;
