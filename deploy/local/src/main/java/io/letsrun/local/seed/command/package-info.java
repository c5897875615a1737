/** The command that seeds. */
@NullMarked
package io.letsrun.local.seed.command;

import org.jspecify.annotations.NullMarked;
