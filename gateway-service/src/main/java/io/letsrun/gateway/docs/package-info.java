/** The API's own description. */
@NullMarked
package io.letsrun.gateway.docs;

import org.jspecify.annotations.NullMarked;
