/** What the services tell of themselves. Most of it is configuration: {@code telemetry.yml}. */
@NullMarked
package io.letsrun.edge.telemetry;

import org.jspecify.annotations.NullMarked;
