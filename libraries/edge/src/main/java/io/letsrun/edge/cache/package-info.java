/** Answers to users that Redis keeps between a service that gives them and the gateway. */
@NullMarked
package io.letsrun.edge.cache;

import org.jspecify.annotations.NullMarked;
