/** Letters grouped by why they died. */
@NullMarked
package io.letsrun.console.web.causes;

import org.jspecify.annotations.NullMarked;
