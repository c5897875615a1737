/** What people may write. */
@NullMarked
package io.letsrun.edge.text;

import org.jspecify.annotations.NullMarked;
