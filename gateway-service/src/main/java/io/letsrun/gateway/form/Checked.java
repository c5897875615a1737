package io.letsrun.gateway.form;

import io.letsrun.edge.problem.FieldError;
import java.util.List;

/** A value whose parts keep every rule, or the rules they break. */
public sealed interface Checked<T> {

    record Valid<T>(T value) implements Checked<T> {}

    /** @param errors at least one */
    record Invalid<T>(List<FieldError> errors) implements Checked<T> {}
}
