/** The service that keeps runs, totals and profiles, and serves their reads. */
@NullMarked
package io.letsrun.profile;

import org.jspecify.annotations.NullMarked;
