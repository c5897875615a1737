/** What answers to reads have in common. */
@NullMarked
package io.letsrun.edge.http;

import org.jspecify.annotations.NullMarked;
