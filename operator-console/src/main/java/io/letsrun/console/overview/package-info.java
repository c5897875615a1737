/** What flows through every topic and group: measured all the time, kept for a while. */
@NullMarked
package io.letsrun.console.overview;

import org.jspecify.annotations.NullMarked;
