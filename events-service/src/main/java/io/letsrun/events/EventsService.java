package io.letsrun.events;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Gathers users' events from a slow upstream. */
@SpringBootApplication(proxyBeanMethods = false)
public class EventsService {

    public static void main(String[] arguments) {
        SpringApplication.run(EventsService.class, arguments);
    }
}
