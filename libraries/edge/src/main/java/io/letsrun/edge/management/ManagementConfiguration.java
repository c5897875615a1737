package io.letsrun.edge.management;

import io.letsrun.edge.problem.ProblemAnswers;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What belongs to the management port only. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(ManagementProperties.class)
class ManagementConfiguration {

    @Bean
    ManagementGuard managementGuard(ManagementProperties properties, ProblemAnswers problems) {
        return new ManagementGuard(properties.token(), problems);
    }
}
