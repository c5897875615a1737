package io.letsrun.edge.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a failed start instead of a stack trace. */
final class InvalidTokenKeysAnalyzer extends AbstractFailureAnalyzer<InvalidTokenKeys> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidTokenKeys cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set LETSRUN_TOKEN_KEYS (gateway-service, signup-service), LETSRUN_PROFILE_TOKEN_KEYS (gateway-service,"
                        + " profile-consumer) and LETSRUN_EVENTS_TOKEN_KEYS (gateway-service, events-service) to"
                        + " kid:secret[,kid:secret], each secret at least 32 random bytes in base64url.",
                cause);
    }
}
