package io.letsrun.local.stack;

import io.letsrun.local.process.Component;
import io.letsrun.local.service.Layer;
import java.util.Set;

/**
 * A component's place in the stack.
 *
 * @param component what it is
 * @param layer when it ends
 * @param needs the names of those that must be ready before it starts
 */
record Member(Component component, Layer layer, Set<String> needs) {
    String name() {
        return component.name();
    }
}
