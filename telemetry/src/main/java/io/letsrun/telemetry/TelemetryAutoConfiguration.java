package io.letsrun.telemetry;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Before Spring Boot's own, which is left the rest. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
final class TelemetryAutoConfiguration {

    @Bean
    Sampler sampler(TracingProperties properties) {
        double share = properties.getSampling().getProbability();
        return Sampler.parentBased(new LinkSampler(Sampler.traceIdRatioBased(share)));
    }
}
