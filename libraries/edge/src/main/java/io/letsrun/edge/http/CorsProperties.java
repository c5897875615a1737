package io.letsrun.edge.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may call this service from a browser.
 *
 * @param origins such as {@code https://app.example.com}, or {@code *}; none by default
 * @param maxAge how long a browser may remember the answer to a preflight; 1 hour by default
 */
@ConfigurationProperties("letsrun.cors")
record CorsProperties(
        @DefaultValue List<String> origins,
        @DefaultValue("1h") Duration maxAge) {}
