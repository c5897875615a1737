package io.letsrun.local.seed;

import tools.jackson.databind.json.JsonMapper;

/**
 * A run as a file has it: the numbers stay the text they are, so none is rounded on its way.
 *
 * @param row counts from 1, and names the run for its runner
 * @param elevationGainMeters may be empty
 * @param averageHeartRateBpm empty or 0 when it was not measured
 */
record Run(
        int row,
        String runner,
        String startedAt,
        String distanceMeters,
        String elapsedSeconds,
        String elevationGainMeters,
        String averageHeartRateBpm) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        StringBuilder json = new StringBuilder("{\"clientRunId\":\"row-")
                .append(row)
                .append("\",\"version\":1,\"startedAt\":")
                .append(JSON.writeValueAsString(startedAt))
                .append(",\"distanceMeters\":")
                .append(distanceMeters)
                .append(",\"elapsedSeconds\":")
                .append(elapsedSeconds);
        if (!elevationGainMeters.isEmpty()) {
            json.append(",\"elevationGainMeters\":").append(elevationGainMeters);
        }
        if (!averageHeartRateBpm.isEmpty() && Double.parseDouble(averageHeartRateBpm) != 0) {
            json.append(",\"averageHeartRateBpm\":").append(averageHeartRateBpm);
        }
        return json.append('}').toString();
    }
}
