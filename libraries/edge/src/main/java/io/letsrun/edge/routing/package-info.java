/** Which handler answers a request, by its path and method. */
@NullMarked
package io.letsrun.edge.routing;

import org.jspecify.annotations.NullMarked;
