/** What came of a load, in numbers. */
@NullMarked
package io.letsrun.load.result;

import org.jspecify.annotations.NullMarked;
