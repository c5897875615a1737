/** The report of a burst: on the terminal, as JSON, and as a page with charts. */
@NullMarked
package io.letsrun.load.report;

import org.jspecify.annotations.NullMarked;
