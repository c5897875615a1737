package io.letsrun.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

class LinkSamplerTest {

    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(new LinkSampler(Sampler.alwaysOff())))
            .build();

    @Test
    void samplesWhatLinksToASampledTrace() {
        assertThat(isSampled(
                        root().addLink(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"))
                                .addLink(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))))
                .isTrue();
    }

    @Test
    void leavesTheOthersToTheOtherSampler() {
        assertThat(isSampled(root())).isFalse();
        assertThat(isSampled(
                        root().addLink(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"))))
                .isFalse();
    }

    private SpanBuilder root() {
        return provider.get("test").spanBuilder("batch").setNoParent();
    }

    private static boolean isSampled(SpanBuilder builder) {
        Span span = builder.startSpan();
        return span.getSpanContext().isSampled();
    }
}
