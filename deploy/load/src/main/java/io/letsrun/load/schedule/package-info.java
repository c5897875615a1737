/** When requests are due. */
@NullMarked
package io.letsrun.load.schedule;

import org.jspecify.annotations.NullMarked;
