/** Stores a batch: decodes it, stores it in one transaction, and finds the records that cannot be stored. */
@NullMarked
package io.letsrun.delivery.batch;

import org.jspecify.annotations.NullMarked;
