package io.letsrun.edge.problem;

import java.util.Locale;

/** The kinds of problems; the name of a kind is part of the API and never changes. */
public enum ProblemKind {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "A valid access token is required"),
    TOKEN_EXPIRED(401, "The access token has expired"),
    FORBIDDEN(403, "The caller may not do this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "The answer has no such form"),
    TOO_SLOW(408, "The request took too long to arrive"),
    CONFLICT(409, "The present state does not allow this"),
    EMAIL_TAKEN(409, "The e-mail address belongs to another account"),
    VERSION_CONFLICT(409, "A higher version is stored"),
    TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The URL is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type or coding is not supported"),
    INVALID(422, "Some values break a rule"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key came with another body before"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEAD_TOO_LARGE(431, "The request's head is too large"),
    INTERNAL(500, "Something went wrong here"),
    IN_DOUBT(502, "Nobody knows whether it was done"),
    UNAVAILABLE(503, "Not now; please send it again");

    private final int status;
    private final String title;
    private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Returns the last segment of the type, which is also the name in metrics. */
    public String slug() {
        return slug;
    }

    String type() {
        return "/problems/" + slug;
    }

    /** Returns the kind for a status of the framework's. */
    public static ProblemKind of(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return status < 500 ? MALFORMED : INTERNAL;
    }
}
