package io.letsrun.gateway.http;

import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;

/**
 * What one method does at one path.
 *
 * @param path a pattern as {@code PathPattern} reads it
 * @param kind what it is about, in metrics
 */
public record Endpoint(HttpMethod method, String path, String kind, Urgency urgency, WebHandler handler) {}
