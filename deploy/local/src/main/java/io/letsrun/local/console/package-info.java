/** The console's API, as its command line sees it. */
@NullMarked
package io.letsrun.local.console;

import org.jspecify.annotations.NullMarked;
