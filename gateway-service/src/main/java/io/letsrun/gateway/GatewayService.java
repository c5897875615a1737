package io.letsrun.gateway;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import reactor.netty.ReactorNetty;

/** Serves the public API. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class GatewayService {

    /** More than all connections can have at a time; what does not fit waits in the kernel, with a warning. */
    private static final int COMPLETIONS = 1 << 15;

    public static void main(String[] args) {
        // reactor-netty starts at least four event loops by default.
        setDefault(ReactorNetty.IO_WORKER_COUNT, Runtime.getRuntime().availableProcessors());
        setDefault("io.netty.iouring.cqSize", COMPLETIONS);
        SpringApplication.run(GatewayService.class, args);
    }

    /** Netty reads system properties once, when its classes load. The command line takes precedence. */
    private static void setDefault(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
