/** What becomes of a record that failed, and when it is tried again. */
@NullMarked
package io.letsrun.delivery.retry;

import org.jspecify.annotations.NullMarked;
