package io.letsrun.edge.token;

/** The keys of access tokens are missing or unusable. */
final class InvalidTokenKeys extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason without the secret */
    InvalidTokenKeys(String property, String reason) {
        super(property + " cannot be used: " + reason + ".");
    }
}
