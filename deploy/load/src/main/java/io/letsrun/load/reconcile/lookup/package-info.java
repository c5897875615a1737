/** Where accepted ids can be: rows, dead letters, topics. */
@NullMarked
package io.letsrun.load.reconcile.lookup;

import org.jspecify.annotations.NullMarked;
