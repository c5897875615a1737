/** Checks of JSON members that find every error of a body at once. */
@NullMarked
package io.letsrun.gateway.form;

import org.jspecify.annotations.NullMarked;
