/** Who did what. */
@NullMarked
package io.letsrun.console.web.audit;

import org.jspecify.annotations.NullMarked;
