/** Who may do what. */
@NullMarked
package io.letsrun.console.access;

import org.jspecify.annotations.NullMarked;
