package io.letsrun.gateway.upstream;

import org.springframework.http.HttpHeaders;

/** What another service answered. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, HttpHeaders headers, byte[] body) {}
