/** The way in. */
@NullMarked
package io.letsrun.console.web.account;

import org.jspecify.annotations.NullMarked;
