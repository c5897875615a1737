package io.letsrun.load.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The report as one file that needs nothing else: the charts' library and the data are written into it. */
public record ReportPage(Findings findings, BurstSummary summary) {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Writes it, and the summary as JSON beside it; returns the page. */
    public Path writeTo(Path directory) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Files.writeString(
                directory.resolve("summary.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
        String page = resource("report.html")
                .replace("/*uplot.css*/", resource(UPLOT + "uPlot.min.css"))
                .replace("/*uplot.js*/", resource(UPLOT + "uPlot.iife.min.js"))
                .replace("/*data*/", json.writeValueAsString(data()).replace("<", "\\u003c"));
        return Files.writeString(directory.resolve("report.html"), page);
    }

    /** All that the page's script reads. */
    private Map<String, Object> data() {
        Summary text = new Summary(findings, summary);
        Map<String, Object> data = new HashMap<>();
        data.put("title", summary.scenario());
        data.put("began", summary.began() + " · commit " + summary.commit());
        data.put("machine", summary.machine());
        data.put("holds", summary.holds());
        data.put("settings", summary.settings());
        data.put("header", Summary.HEADER);
        data.put("rows", text.rows());
        data.put("lines", text.lines());
        data.put("histogram", summary.timed().acceptedHistogram());
        data.put("timedFrom", findings.timedFrom());
        data.put("warmUp", findings.warmUp().toSeconds());
        data.put("seconds", findings.seconds());
        data.put(
                "samples",
                findings.samples().stream()
                        .filter(sample -> sample.at().isAfter(findings.began()))
                        .toList());
        data.put("jvms", findings.jvms());
        data.put("marks", findings.marks());
        return data;
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
