package io.letsrun.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.letsrun.load.reconcile.AcceptedIds;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What a phone does, one request each. Whatever is answered 202 is written down. */
final class Phone {

    /** Session attributes: a {@link Names name}, the user's id, and the user's access token. */
    static final String NAME = "name";

    static final String USER = "userId";
    static final String TOKEN = "token";

    private static final String RUN = "runId";
    private static final String BEARER = "Bearer #{" + TOKEN + "}";

    private final AcceptedIds accepted;

    Phone(AcceptedIds accepted) {
        this.accepted = accepted;
    }

    /** One connection pool for all: a machine has not the ports to be a million phones. */
    static HttpProtocolBuilder protocol(Settings settings) {
        return http.baseUrl(settings.gateway())
                .shareConnections()
                .disableCaching()
                .acceptHeader("application/json")
                .contentTypeHeader("application/json")
                .userAgentHeader("letsrun-gatling");
    }

    /** Needs a name; leaves the user's id and token. */
    ChainBuilder signUp() {
        return exec(http("signup")
                        .post("/v1/signups")
                        .header("Idempotency-Key", "gatling-signup-#{" + NAME + "}")
                        .body(StringBody(session -> Bodies.signup(text(session, NAME))))
                        .check(
                                status().is(202),
                                regex("\"userId\":\"([^\"]+)\"").saveAs(USER),
                                regex("\"accessToken\":\"([^\"]+)\"").saveAs(TOKEN)))
                .exec(session -> {
                    if (session.contains(USER)) {
                        accepted.signup(uuid(session, USER));
                    }
                    return session;
                });
    }

    /** Needs a name and a user with a token. */
    ChainBuilder sendRun() {
        return exec(http("run")
                        .post("/v1/runs")
                        .header("Authorization", BEARER)
                        .body(StringBody(session -> Bodies.run(text(session, NAME), Instant.now())))
                        .check(status().is(202), regex("\"runId\":\"([^\"]+)\"").saveAs(RUN)))
                .exec(session -> {
                    if (session.contains(RUN)) {
                        accepted.run(uuid(session, USER), uuid(session, RUN));
                    }
                    return session.remove(RUN);
                });
    }

    ChainBuilder readStatus() {
        return exec(get("status", "/v1/signups/#{" + USER + "}").check(status().is(200)));
    }

    /** Somebody of whom nothing is stored yet has no profile. */
    ChainBuilder readProfile() {
        return exec(get("profile", "/v1/profile").check(status().in(200, 404)));
    }

    ChainBuilder readRuns() {
        return exec(get("runs", "/v1/runs?limit=20").check(status().is(200)));
    }

    ChainBuilder readEvents() {
        return exec(get("events", "/v1/events?limit=20").check(status().is(200)));
    }

    private static HttpRequestActionBuilder get(String name, String path) {
        return http(name).get(path).header("Authorization", BEARER);
    }

    private static UUID uuid(Session session, String attribute) {
        return UUID.fromString(text(session, attribute));
    }

    private static String text(Session session, String attribute) {
        return Objects.requireNonNull(session.getString(attribute), attribute);
    }
}
