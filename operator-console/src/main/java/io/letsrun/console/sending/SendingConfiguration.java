package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.batch.Subscription;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Subscribes to the results of replays. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
class SendingConfiguration {

    @Bean
    Subscription<ReplayResult> replayResults(Verdicts verdicts) {
        return new Subscription<>(Topics.REPLAY_RESULTS, List.of(ReplayResult.TYPE), verdicts);
    }
}
