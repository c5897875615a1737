/** HTTP requests and answers, the same in every service. */
@NullMarked
package io.letsrun.edge.http;

import org.jspecify.annotations.NullMarked;
