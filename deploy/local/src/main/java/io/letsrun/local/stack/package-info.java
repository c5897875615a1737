/** The system as a whole: what it is made of, what of it runs, and how it comes up and goes down. */
@NullMarked
package io.letsrun.local.stack;

import org.jspecify.annotations.NullMarked;
