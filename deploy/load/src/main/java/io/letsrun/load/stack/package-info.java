/** The stack under test: its processes, its metrics, and faults. */
@NullMarked
package io.letsrun.load.stack;

import org.jspecify.annotations.NullMarked;
