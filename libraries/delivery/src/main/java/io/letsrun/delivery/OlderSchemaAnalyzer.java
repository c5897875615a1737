package io.letsrun.delivery;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start on a database of another version instead of showing Flyway's stack trace. */
final class OlderSchemaAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The tables in the database are of another version of this service. " + cause.getMessage(),
                "Start the version that made them, or delete the data: ./letsrun reset, or docker compose down --volumes.",
                cause);
    }
}
