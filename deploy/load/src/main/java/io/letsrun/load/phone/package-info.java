/** What phones send: signups, runs and reads. */
@NullMarked
package io.letsrun.load.phone;

import org.jspecify.annotations.NullMarked;
