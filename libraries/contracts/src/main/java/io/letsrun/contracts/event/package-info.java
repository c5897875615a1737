/** How an event travels: topics, header names, types, and the codec between records and JSON. */
@NullMarked
package io.letsrun.contracts.event;

import org.jspecify.annotations.NullMarked;
