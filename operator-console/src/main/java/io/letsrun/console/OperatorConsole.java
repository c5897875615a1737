package io.letsrun.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Shows operators what failed, and lets them put it right. */
@SpringBootApplication(proxyBeanMethods = false)
public class OperatorConsole {

    public static void main(String[] arguments) {
        SpringApplication.run(OperatorConsole.class, arguments);
    }
}
