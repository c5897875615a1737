package io.letsrun.local.seed;

/** A runner who has signed up. */
public record Account(String runner, String userId, String accessToken) {
    @Override
    public String toString() {
        return runner;
    }
}
