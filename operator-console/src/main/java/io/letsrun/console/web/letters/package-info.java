/** Letters: found, and one by one. */
@NullMarked
package io.letsrun.console.web.letters;

import org.jspecify.annotations.NullMarked;
