/** Processes of the operating system: started, recognised later, ended. */
@NullMarked
package io.letsrun.local.process;

import org.jspecify.annotations.NullMarked;
