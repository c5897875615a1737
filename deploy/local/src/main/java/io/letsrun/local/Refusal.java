package io.letsrun.local;

/** Why something cannot be done, in one sentence meant for the person who asked. */
public final class Refusal extends RuntimeException {
    public Refusal(String sentence) {
        super(sentence);
    }

    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
