package io.letsrun.edge.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Before Spring Boot's own, which is left the rest. */
@AutoConfiguration(before = {OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class})
final class TelemetryAutoConfiguration {

    /** Its first use looks for providers in the jars, for which event loops would wait. */
    TelemetryAutoConfiguration() {
        Context.root();
    }

    @Bean
    @ConditionalOnBooleanProperty("management.opentelemetry.enabled")
    Sampler sampler(TracingProperties properties) {
        double share = properties.getSampling().getProbability();
        return Sampler.parentBased(new LinkSampler(Sampler.traceIdRatioBased(share)));
    }

    /** Spring Boot's, when it is off, is an SDK that makes real spans, with ids, and exports none. */
    @Bean
    @ConditionalOnBooleanProperty(name = "management.opentelemetry.enabled", havingValue = false)
    OpenTelemetry noOpenTelemetry() {
        return OpenTelemetry.noop();
    }
}
