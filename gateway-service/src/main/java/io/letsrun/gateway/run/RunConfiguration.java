package io.letsrun.gateway.run;

import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.RunLimits;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.upstream.Upstream;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    @Bean
    RunTimes runTimes(Clock clock) {
        return new RunTimes(clock);
    }

    @Bean
    Endpoint postRuns(
            Publisher publisher,
            TokenVerifier tokens,
            RunLimits limits,
            HttpLimits sizes,
            RunTimes times,
            RequestMetrics metrics) {
        return new Endpoint(
                HttpMethod.POST,
                "/v1/runs",
                RunEndpoint.KIND,
                Urgency.RUN,
                new RunEndpoint(publisher, tokens, limits, sizes, new RunForm(times), new RunReceipts(metrics)));
    }

    @Bean
    Endpoint postRunBatch(
            Publisher publisher,
            TokenVerifier tokens,
            RunLimits limits,
            HttpLimits sizes,
            RunTimes times,
            RequestMetrics metrics) {
        return new Endpoint(
                HttpMethod.POST,
                "/v1/runs/batch",
                RunBatchEndpoint.KIND,
                Urgency.RUN,
                new RunBatchEndpoint(publisher, tokens, limits, sizes, new RunForm(times), metrics));
    }

    @Bean
    Endpoint deleteRun(
            Publisher publisher,
            TokenVerifier tokens,
            RunLimits limits,
            RunTimes times,
            Upstream profileService,
            RequestMetrics metrics) {
        return new Endpoint(
                        HttpMethod.DELETE,
                        "/v1/runs/{runId}",
                        RunDeletionEndpoint.KIND,
                        Urgency.RUN,
                        new RunDeletionEndpoint(
                                publisher,
                                tokens,
                                limits,
                                times,
                                new StoredVersions(profileService),
                                new RunReceipts(metrics)))
                .with("version");
    }
}
