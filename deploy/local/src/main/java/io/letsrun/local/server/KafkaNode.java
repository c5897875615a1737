package io.letsrun.local.server;

/**
 * One of the brokers of a cluster, which is a controller too.
 *
 * @param id its number in the cluster, from 1
 * @param name as a component
 * @param port for clients and the other brokers
 * @param controllerPort for the controllers
 */
record KafkaNode(int id, String name, int port, int controllerPort) {

    String address() {
        return "localhost:" + port;
    }

    String voter() {
        return id + "@localhost:" + controllerPort;
    }
}
