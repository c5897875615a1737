package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/**
 * Keeps answers in Redis so that none is older than what its service has stored.
 *
 * <p>A service drops all answers of a user when it has stored something about them ({@link AnswerInvalidation}). Whoever wants to
 * keep an answer takes a lease before asking the service: a drop ends the lease, and without it nothing is kept, so a slow
 * answer cannot come back after the drop. Of two answers under one lease, the one with the higher revision removes the other.
 *
 * <p>Every method fails when Redis is away.
 *
 * @see <a href="https://www.usenix.org/system/files/conference/nsdi13/nsdi13-final170_update.pdf">Nishtala et al., Scaling Memcache
 *     at Facebook, section 3.2.1</a>
 */
public final class AnswerCache {

    /** After this time an answer is gone even if its service could not drop it. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int MOST_ANSWERS = 8; // of one user
    private static final String HEAD = "head:";
    private static final String BODY = "body:";

    private static final Script TAKE_LEASE = Script.of("""
            local lease = redis.call('HGET', KEYS[1], 'lease')
            if not lease then
              lease = ARGV[1]
              redis.call('HSET', KEYS[1], 'lease', lease)
              redis.call('PEXPIRE', KEYS[1], ARGV[2])
            end
            return lease
            """);

    /** Lease, revision, name and value of the head, name and value of the body, lifetime, the most fields. */
    private static final Script KEEP = Script.of("""
            local held = redis.call('HMGET', KEYS[1], 'lease', 'revision')
            if held[1] ~= ARGV[1] then
              return nil
            end
            local lifetime = redis.call('PTTL', KEYS[1])
            local revision = tonumber(ARGV[2])
            local known = tonumber(held[2] or ARGV[2])
            if revision < known then
              return nil
            end
            if revision > known then
              redis.call('DEL', KEYS[1])
            elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[8]) then
              return '1'
            end
            redis.call('HSET', KEYS[1], 'lease', ARGV[1], 'revision', ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6])
            redis.call('PEXPIRE', KEYS[1], math.min(lifetime, tonumber(ARGV[7])))
            return '1'
            """);

    private static final byte[] MILLIS = ascii(Long.toString(LIFETIME.toMillis()));
    private static final byte[] MOST_FIELDS = ascii(Integer.toString(2 + 2 * MOST_ANSWERS));

    private final Redis redis;

    public AnswerCache(Redis redis) {
        this.redis = redis;
    }

    /**
     * Returns the answer, or nothing.
     *
     * @param name tells it from other answers to the user: which read it is, with its query
     */
    public Mono<CachedAnswer> find(UserAnswers answers, String name) {
        return redis.getFields(answers.key(), HEAD + name, BODY + name).mapNotNull(values -> {
            byte[] head = values.getFirst();
            byte[] body = values.getLast();
            return head == null || body == null ? null : new CachedAnswer(Head.parse(new String(head, UTF_8)), body);
        });
    }

    /** Like {@link #find}, without the body. */
    public Mono<Head> findHead(UserAnswers answers, String name) {
        return redis.getFields(answers.key(), HEAD + name)
                .mapNotNull(
                        values -> values.getFirst() == null ? null : Head.parse(new String(values.getFirst(), UTF_8)));
    }

    /** Returns the right to keep what the service is asked for from now on. */
    public Mono<String> lease(UserAnswers answers) {
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return redis.run(TAKE_LEASE, List.of(answers.key()), ascii(unique), MILLIS)
                .map(lease -> new String(lease, US_ASCII));
    }

    /**
     * Keeps the answer, unless the lease has ended or something newer is kept.
     *
     * @return false in these two cases
     */
    public Mono<Boolean> keep(UserAnswers answers, String lease, String name, CachedAnswer answer, Duration lifetime) {
        return redis.run(
                        KEEP,
                        List.of(answers.key()),
                        ascii(lease),
                        ascii(Long.toString(answer.head().revision())),
                        (HEAD + name).getBytes(UTF_8),
                        answer.head().text().getBytes(UTF_8),
                        (BODY + name).getBytes(UTF_8),
                        answer.body(),
                        ascii(Long.toString(lifetime.toMillis())),
                        MOST_FIELDS)
                .hasElement();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
