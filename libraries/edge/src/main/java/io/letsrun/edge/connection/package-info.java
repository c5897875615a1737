/** Limits on the connections of every HTTP server: how many, how long, and how slow. */
@NullMarked
package io.letsrun.edge.connection;

import org.jspecify.annotations.NullMarked;
