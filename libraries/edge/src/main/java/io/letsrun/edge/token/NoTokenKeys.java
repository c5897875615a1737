package io.letsrun.edge.token;

/** The service was started without the keys of access tokens, or with unusable ones. */
final class NoTokenKeys extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoTokenKeys(String reason) {
        super("LETSRUN_TOKEN_KEYS cannot be used: " + reason + ".");
    }
}
