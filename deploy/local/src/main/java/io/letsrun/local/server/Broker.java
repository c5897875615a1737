package io.letsrun.local.server;

import java.io.PrintStream;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** What the Kafka process runs: formats its storage the first time, then is the broker; one JVM does both. */
final class Broker {
    private Broker() {}

    /** Arguments: the cluster's id, and the path of server.properties. */
    public static void main(String[] arguments) {
        String[] format = {"format", "--ignore-formatted", "--cluster-id", arguments[0], "--config", arguments[1]};
        int outcome = StorageTool.execute(format, new PrintStream(System.out, true));
        if (outcome != 0) {
            System.exit(outcome);
        }
        Kafka.main(new String[] {arguments[1]});
    }
}
