package io.letsrun.profile;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Stores what runners did, and tells them. */
@SpringBootApplication(proxyBeanMethods = false)
public class ProfileConsumer {

    public static void main(String[] arguments) {
        SpringApplication.run(ProfileConsumer.class, arguments);
    }
}
