package io.letsrun.events.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;

/**
 * One attempt at a call.
 *
 * @param patience how long its answer is of use, positive; the upstream is told
 * @param headers to be sent, beside those of the call itself
 * @param delivery of the call, over all attempts
 */
record Attempt(Duration patience, HttpHeaders headers, RequestDelivery delivery) {}
