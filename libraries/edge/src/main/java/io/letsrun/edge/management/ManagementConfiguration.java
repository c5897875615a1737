package io.letsrun.edge.management;

import io.letsrun.edge.problem.ProblemAnswers;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

/** What belongs to the management port only. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(ManagementConfiguration.Properties.class)
class ManagementConfiguration {

    @Bean
    ManagementGuard managementGuard(Properties properties, ProblemAnswers problems) {
        return new ManagementGuard(properties.token(), problems);
    }

    /** @param token the bearer token of requests that change something; when empty, nothing can be changed */
    @ConfigurationProperties("letsrun.management")
    record Properties(@DefaultValue("") String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "management";
        }
    }
}
