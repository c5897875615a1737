/** What services agree on: events, their encoding, and how ids and cache entries are made. */
@NullMarked
package io.letsrun.contracts;

import org.jspecify.annotations.NullMarked;
