/** Constraints on configuration properties that Bean Validation lacks. */
@NullMarked
package io.letsrun.edge.properties;

import org.jspecify.annotations.NullMarked;
