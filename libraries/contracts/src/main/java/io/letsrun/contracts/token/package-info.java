/** The access token every service that serves a user's data checks by itself. */
@NullMarked
package io.letsrun.contracts.token;

import org.jspecify.annotations.NullMarked;
