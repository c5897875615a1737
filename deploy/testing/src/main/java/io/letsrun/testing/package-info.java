/**
 * Kafka, PostgreSQL and Redis for integration tests, each started on first use and shared by all tests of one JVM.
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void servers(DynamicPropertyRegistry registry) {
 *     Infrastructure.shared().environment("signup").forEach((name, value) -> registry.add(name, () -> value));
 * }
 * }</pre>
 *
 * <p>They are real servers in processes of their own, on free ports, with their data in a temporary directory. With
 * {@code -Dinfrastructure=containers} they are containers. No process, container or file outlives the JVM, however
 * it ends. A test that stops or kills a server should use {@link io.letsrun.testing.Infrastructure#fresh()}, or
 * start the server again before it ends: the port and the data stay the same.
 *
 * <p>The embedded broker runs on the jars in {@code deploy/local/target/lib}, which any build of deploy/local puts
 * there.
 */
@NullMarked
package io.letsrun.testing;

import org.jspecify.annotations.NullMarked;
