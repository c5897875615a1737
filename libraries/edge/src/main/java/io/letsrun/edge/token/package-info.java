/** Access tokens: issuing, verifying and exchanging them. */
@NullMarked
package io.letsrun.edge.token;

import org.jspecify.annotations.NullMarked;
