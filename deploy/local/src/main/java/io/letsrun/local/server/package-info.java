/** Kafka, PostgreSQL and Redis: the real servers, each a process with a data directory. */
@NullMarked
package io.letsrun.local.server;

import org.jspecify.annotations.NullMarked;
