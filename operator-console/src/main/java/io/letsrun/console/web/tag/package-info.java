/** Parts that templates share; all of it is generated. */
@NullMarked
package io.letsrun.console.web.tag;

import org.jspecify.annotations.NullMarked;
