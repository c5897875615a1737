package io.letsrun.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;

/** A gateway on a free port that finds no broker, no Redis and no other service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = GatewayService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "letsrun.token.keys=" + Tokens.KEYS,
            "letsrun.token.services.profile-consumer=" + Tokens.PROFILE_KEYS,
            "letsrun.token.services.events-service=" + Tokens.EVENTS_KEYS,
            "letsrun.user-id.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "spring.kafka.bootstrap-servers=localhost:1",
            "letsrun.redis.url=redis://localhost:1",
            "letsrun.upstream.signup-service=http://localhost:1",
            "letsrun.upstream.profile-service=http://localhost:1",
            "letsrun.upstream.events-service=http://localhost:1",
            "spring.lifecycle.timeout-per-shutdown-phase=1s",
        })
@AutoConfigureWebTestClient(timeout = "10s")
public @interface WithoutServers {}
