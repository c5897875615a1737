/** What is known of a runner: name and totals. */
@NullMarked
package io.letsrun.profile.runner;

import org.jspecify.annotations.NullMarked;
