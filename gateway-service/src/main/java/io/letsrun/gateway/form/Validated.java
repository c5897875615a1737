package io.letsrun.gateway.form;

import io.letsrun.edge.problem.FieldError;
import java.util.List;

/** A valid value, or its errors. */
public sealed interface Validated<T> {

    record Valid<T>(T value) implements Validated<T> {}

    /** @param errors at least one */
    record Invalid<T>(List<FieldError> errors) implements Validated<T> {}
}
