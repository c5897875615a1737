package io.letsrun.contracts.bucket;

import io.letsrun.contracts.event.Event;
import java.util.UUID;

/** A fact about one user. */
public interface UserEvent extends Event {

    /** The user, a {@link UserId}. */
    UUID userId();

    /** The user's bucket, 0 to 63. */
    default short bucket() {
        return Bucket.ofUser(userId());
    }
}
