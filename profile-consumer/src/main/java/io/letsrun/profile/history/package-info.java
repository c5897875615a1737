/** A runner's runs, newest first, page by page. */
@NullMarked
package io.letsrun.profile.history;

import org.jspecify.annotations.NullMarked;
