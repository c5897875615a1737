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

/** Replaces parts of Spring Boot's tracing. */
@AutoConfiguration(before = {OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class})
final class TelemetryAutoConfiguration {

    /** Loads the context's providers from the jars now, so that no event loop waits for them. */
    TelemetryAutoConfiguration() {
        Context.root();
    }

    @Bean
    @ConditionalOnBooleanProperty("management.opentelemetry.enabled")
    Sampler sampler(TracingProperties properties) {
        double share = properties.getSampling().getProbability();
        return Sampler.parentBased(new LinkSampler(Sampler.traceIdRatioBased(share)));
    }

    /** With tracing off, Spring Boot's SDK would still create spans with ids. */
    @Bean
    @ConditionalOnBooleanProperty(name = "management.opentelemetry.enabled", havingValue = false)
    OpenTelemetry noOpenTelemetry() {
        return OpenTelemetry.noop();
    }
}
