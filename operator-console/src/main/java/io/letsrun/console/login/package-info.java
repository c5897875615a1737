/** The way in: passwords, sessions, and what is refused. */
@NullMarked
package io.letsrun.console.login;

import org.jspecify.annotations.NullMarked;
