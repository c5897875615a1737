/** Recording and deleting runs. */
@NullMarked
package io.letsrun.gateway.run;

import org.jspecify.annotations.NullMarked;
