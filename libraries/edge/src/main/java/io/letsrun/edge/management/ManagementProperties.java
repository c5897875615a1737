package io.letsrun.edge.management;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param token what a request that changes something has to bring as its bearer token; when empty, nothing can be changed */
@ConfigurationProperties("letsrun.management")
record ManagementProperties(@DefaultValue("") String token) {

    @Override
    public String toString() {
        return "management";
    }
}
