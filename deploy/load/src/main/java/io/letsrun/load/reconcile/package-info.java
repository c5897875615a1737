/** Finds every accepted request: stored, rejected or dead-lettered, and only once. */
@NullMarked
package io.letsrun.load.reconcile;

import org.jspecify.annotations.NullMarked;
