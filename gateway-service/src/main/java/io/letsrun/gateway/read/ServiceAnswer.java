package io.letsrun.gateway.read;

import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.Cacheability;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.problem.Problem;
import io.letsrun.gateway.upstream.WholeReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What a service answered to a read. */
sealed interface ServiceAnswer {

    /** It may be kept. */
    record Cacheable(Found found) implements ServiceAnswer {}

    /** There is nothing to read, or not yet. */
    record Missing(Problem problem) implements ServiceAnswer {}

    /** It is for the request that asked, and must not be kept. */
    record Passed(WholeReply reply) implements ServiceAnswer {}

    static ServiceAnswer of(AnswerBatch.Answer answer) {
        return switch (answer) {
            case Found found -> new Cacheable(found);
            case AnswerBatch.Missing missing -> new Missing(missing.problem());
        };
    }

    static ServiceAnswer of(WholeReply reply) {
        Optional<Cacheability> cacheability = Cacheability.read(reply.headers());
        @Nullable String tag = reply.headers().getETag();
        if (reply.status().value() != HttpStatus.OK.value() || cacheability.isEmpty() || tag == null) {
            return new Passed(reply);
        }
        Head head = new Head(cacheability.get().revision(), tag, reply.headers().getFirst(HttpHeaders.LINK));
        return new Cacheable(new Found(
                new CachedAnswer(head, reply.body()), cacheability.get().lifetime()));
    }
}
