package io.letsrun.gateway;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The public API's process. */
@SpringBootApplication(proxyBeanMethods = false)
class GatewayService {

    public static void main(String[] args) {
        Sockets.prepare();
        SpringApplication.run(GatewayService.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
