/** What the running services say of themselves meanwhile, asked so seldom and for so little that it does not count. */
@NullMarked
package io.letsrun.load.watch;

import org.jspecify.annotations.NullMarked;
