/** Other services, asked on behalf of a caller. */
@NullMarked
package io.letsrun.gateway.upstream;

import org.jspecify.annotations.NullMarked;
