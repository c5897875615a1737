/** What keeps a caller and what it calls alive: turns, breakers, budgets, hedges. Knows nothing of HTTP. */
@NullMarked
package io.letsrun.events.policy;

import org.jspecify.annotations.NullMarked;
