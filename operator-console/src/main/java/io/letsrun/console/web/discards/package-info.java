/** Letters that shall stay dead. */
@NullMarked
package io.letsrun.console.web.discards;

import org.jspecify.annotations.NullMarked;
