/** What every service does to HTTP requests and answers. */
@NullMarked
package io.letsrun.edge.http;

import org.jspecify.annotations.NullMarked;
