/** Carries out a burst, from the first check to the report. */
@NullMarked
package io.letsrun.load.execution;

import org.jspecify.annotations.NullMarked;
