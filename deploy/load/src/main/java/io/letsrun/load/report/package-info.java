/** What came of a burst, for the terminal, for scripts and as a page with charts. */
@NullMarked
package io.letsrun.load.report;

import org.jspecify.annotations.NullMarked;
