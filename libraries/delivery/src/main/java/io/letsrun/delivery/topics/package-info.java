/** Declares topics and their settings. */
@NullMarked
package io.letsrun.delivery.topics;

import org.jspecify.annotations.NullMarked;
