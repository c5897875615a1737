/** How often one user or one address may ask. */
@NullMarked
package io.letsrun.gateway.limit;

import org.jspecify.annotations.NullMarked;
