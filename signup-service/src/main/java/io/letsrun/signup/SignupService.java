package io.letsrun.signup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Turns signup requests into accounts, or into refusals. */
@SpringBootApplication(proxyBeanMethods = false)
public class SignupService {

    public static void main(String[] arguments) {
        SpringApplication.run(SignupService.class, arguments);
    }
}
