/** How a record that could not be stored travels on: topics, header names, and what became of a replay. */
@NullMarked
package io.letsrun.contracts.delivery;

import org.jspecify.annotations.NullMarked;
