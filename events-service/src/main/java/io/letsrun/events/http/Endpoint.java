package io.letsrun.events.http;

import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;

/**
 * What one method does at one path.
 *
 * @param path a pattern as {@code PathPattern} reads it
 */
public record Endpoint(HttpMethod method, String path, WebHandler handler) {}
