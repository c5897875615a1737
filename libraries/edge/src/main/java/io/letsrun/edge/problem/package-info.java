/** How every service refuses a request: one vocabulary, one format, one place that writes it. */
@NullMarked
package io.letsrun.edge.problem;

import org.jspecify.annotations.NullMarked;
