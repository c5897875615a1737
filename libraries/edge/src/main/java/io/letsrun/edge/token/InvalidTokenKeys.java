package io.letsrun.edge.token;

/** The service was started without the keys of access tokens, or with unusable ones. */
final class InvalidTokenKeys extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason without the secret */
    InvalidTokenKeys(String property, String reason) {
        super(property + " cannot be used: " + reason + ".");
    }
}
