package io.letsrun.events.policy;

import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.events.upstream.UpstreamOperation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.SenderContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** A timer and a span for each attempt, by operation and outcome; ids are in neither. */
record CallObservations(ObservationRegistry observations) {

    /** @param call makes it, with the headers that carry the trace */
    <T> Mono<T> around(UpstreamOperation operation, Function<HttpHeaders, Mono<T>> call) {
        return Mono.deferContextual(context -> {
            HttpHeaders headers = new DefaultHttpHeaders();
            Observation observation = start(operation, headers, context);
            return call.apply(headers)
                    .doOnSuccess(answer -> end(observation, word(answer)))
                    .doOnError(failure -> end(observation, word(failure)))
                    .doOnCancel(() -> end(observation, "cancelled"))
                    .contextWrite(within -> within.put(ObservationThreadLocalAccessor.KEY, observation));
        });
    }

    private Observation start(UpstreamOperation operation, HttpHeaders headers, ContextView context) {
        return Observation.createNotStarted("letsrun.events.upstream.calls", () -> carrying(headers), observations)
                .contextualName("upstream " + operation.label())
                .parentObservation(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null))
                .lowCardinalityKeyValue("operation", operation.label())
                .start();
    }

    private static SenderContext<HttpHeaders> carrying(HttpHeaders headers) {
        SenderContext<HttpHeaders> context = new SenderContext<>((carrier, key, value) -> {
            if (carrier != null) {
                carrier.set(key, value);
            }
        });
        context.setCarrier(headers);
        context.setRemoteServiceName("upstream");
        return context;
    }

    /** A call ends once, but a cancellation may come after its end. */
    private static void end(Observation observation, String outcome) {
        if (observation.getContext().getLowCardinalityKeyValue("outcome") == null) {
            observation.lowCardinalityKeyValue("outcome", outcome);
            observation.stop();
        }
    }

    private static String word(Object answer) {
        return switch (answer) {
            case Optional<?> found -> found.isPresent() ? "found" : "unknown";
            default -> answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String word(Throwable failure) {
        if (!(failure instanceof UpstreamFailure known)) {
            return "bug";
        }
        return switch (known.kind()) {
            case UNWANTED, THROTTLED, NOT_SENT -> known.kind().name().toLowerCase(Locale.ROOT);
            case PASSING, MALFORMED, NOT_CALLED -> known.reason().label();
        };
    }
}
