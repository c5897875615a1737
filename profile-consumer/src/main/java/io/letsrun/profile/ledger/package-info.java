/** The run ledger and the totals that follow from it: what storing an event means. */
@NullMarked
package io.letsrun.profile.ledger;

import org.jspecify.annotations.NullMarked;
