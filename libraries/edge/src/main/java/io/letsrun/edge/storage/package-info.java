/** Which errors are outages of storage, the same for a batch that waits and for a read that is refused. */
@NullMarked
package io.letsrun.edge.storage;

import org.jspecify.annotations.NullMarked;
