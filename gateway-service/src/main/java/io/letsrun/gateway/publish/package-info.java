/** From an accepted request to a record that the brokers have acknowledged. */
@NullMarked
package io.letsrun.gateway.publish;

import org.jspecify.annotations.NullMarked;
