/** Who did what to which letters: written with the entry, never changed, shown to everybody who may look. */
@NullMarked
package io.letsrun.console.audit;

import org.jspecify.annotations.NullMarked;
