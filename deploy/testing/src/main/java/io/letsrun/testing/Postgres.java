package io.letsrun.testing;

import java.util.Map;

/** One database, in which the roles {@code signup}, {@code profile} and {@code dead_letters} own their schemas. */
public interface Postgres extends Server {

    String host();

    int port();

    default String database() {
        return "letsrun";
    }

    /** The password of a role, or of the superuser {@code postgres}. */
    String password(String role);

    /** What a service's configuration reads: {@code POSTGRES_HOST}, {@code _PORT}, {@code _DATABASE}, {@code _USER}, {@code _PASSWORD}. */
    default Map<String, String> environment(String role) {
        return Map.of(
                "POSTGRES_HOST",
                host(),
                "POSTGRES_PORT",
                Integer.toString(port()),
                "POSTGRES_DATABASE",
                database(),
                "POSTGRES_USER",
                role,
                "POSTGRES_PASSWORD",
                password(role));
    }

    default String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
    }
}
