/** What runs, on disk. */
@NullMarked
package io.letsrun.local.state;

import org.jspecify.annotations.NullMarked;
