package io.letsrun.edge.management;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param token the bearer token of requests that change something; when empty, nothing can be changed */
@ConfigurationProperties("letsrun.management")
record ManagementProperties(@DefaultValue("") String token) {

    @Override
    public String toString() {
        return "management";
    }
}
