/** What answers to reads have in common. */
@NullMarked
package io.letsrun.reads.http;

import org.jspecify.annotations.NullMarked;
