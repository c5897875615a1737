/** Endpoints, the reading of their JSON bodies and the writing of their answers. */
@NullMarked
package io.letsrun.gateway.http;

import org.jspecify.annotations.NullMarked;
