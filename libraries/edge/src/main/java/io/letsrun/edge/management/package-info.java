/** The management port: health, metrics, and what an operator may change. */
@NullMarked
package io.letsrun.edge.management;

import org.jspecify.annotations.NullMarked;
