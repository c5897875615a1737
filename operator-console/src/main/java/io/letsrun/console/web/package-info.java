/** The pages of the console: rendered here, and complete without a script. */
@NullMarked
package io.letsrun.console.web;

import org.jspecify.annotations.NullMarked;
