/** What crosses a process boundary. */
@NullMarked
package io.letsrun.contracts;

import org.jspecify.annotations.NullMarked;
