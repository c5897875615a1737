@NullMarked
package io.letsrun.observability;

import org.jspecify.annotations.NullMarked;
