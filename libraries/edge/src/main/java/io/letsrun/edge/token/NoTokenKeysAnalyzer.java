package io.letsrun.edge.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in a sentence instead of a stack trace. */
final class NoTokenKeysAnalyzer extends AbstractFailureAnalyzer<NoTokenKeys> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoTokenKeys cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set LETSRUN_TOKEN_KEYS to what the gateway signs with: kid:base64url-secret.",
                cause);
    }
}
