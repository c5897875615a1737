/** The service that decides who owns an e-mail address, and so who gets an account. */
@NullMarked
package io.letsrun.signup;

import org.jspecify.annotations.NullMarked;
