package io.letsrun.load.report;

import io.letsrun.load.stack.FaultMark;
import io.letsrun.load.openloop.Bucket;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.stack.JvmSample;
import io.letsrun.load.stack.StackSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report: one file that needs nothing else, since its charts' library and its data are written into it.
 *
 * @param findings what it shows
 * @param summary the same in numbers
 */
public record ReportPage(Findings findings, BurstSummary summary) {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Times are seconds from the beginning of the timed part; each list has one value for each of the times. */
    record Series(List<Double> times, Map<String, List<? extends Number>> values) {}

    record Marked(double time, String what) {}

    /** All that the page's script reads. */
    record Data(
            String title,
            String began,
            boolean holds,
            Map<String, String> settings,
            String machine,
            List<String> header,
            List<List<String>> rows,
            List<String> sentences,
            List<Bucket> histogram,
            List<Threshold.Result> thresholds,
            Series load,
            Series system,
            Series heaps,
            List<Marked> marks) {}

    /** Writes it, and the summary as JSON beside it; returns the page. */
    public Path writeTo(Path directory) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Files.writeString(
                directory.resolve("summary.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
        String data = json.writeValueAsString(data());
        String page = resource("report.html")
                .replace("/*uplot.css*/", resource(UPLOT + "uPlot.min.css"))
                .replace("/*uplot.js*/", resource(UPLOT + "uPlot.iife.min.js"))
                .replace("/*data*/", data.replace("<", "\\u003c"));
        return Files.writeString(directory.resolve("report.html"), page);
    }

    private Data data() {
        Summary text = new Summary(findings, summary);
        return new Data(
                findings.scenario(),
                findings.began() + " · commit " + findings.commit(),
                findings.holds(),
                findings.settings(),
                findings.machine(),
                Summary.header(),
                text.rows(),
                text.sentences(),
                summary.timed().acceptedHistogram(),
                summary.thresholds(),
                load(),
                system(),
                heaps(),
                findings.marks().stream().map(this::marked).toList());
    }

    private Marked marked(FaultMark mark) {
        return new Marked(time(mark.at()), mark.what());
    }

    private double time(Instant at) {
        return Duration.between(findings.timedFrom(), at).toMillis() / 1e3;
    }

    /** A second is drawn where it begins. */
    private Series load() {
        List<Second> seconds = findings.seconds();
        long warmUp = findings.warmUp().toSeconds();
        Map<String, List<? extends Number>> values = new LinkedHashMap<>();
        values.put("due", seconds.stream().map(Second::due).toList());
        values.put("sent", seconds.stream().map(Second::sent).toList());
        values.put("accepted", seconds.stream().map(Second::accepted).toList());
        values.put("refused", seconds.stream().map(Second::refused).toList());
        values.put("inDoubt", seconds.stream().map(Second::inDoubt).toList());
        values.put("unsent", seconds.stream().map(Second::unsent).toList());
        values.put("outstanding", seconds.stream().map(Second::outstanding).toList());
        values.put("p50", seconds.stream().map(s -> s.acceptedLatency().p50()).toList());
        values.put("p90", seconds.stream().map(s -> s.acceptedLatency().p90()).toList());
        values.put("p99", seconds.stream().map(s -> s.acceptedLatency().p99()).toList());
        values.put("max", seconds.stream().map(s -> s.acceptedLatency().max()).toList());
        values.put(
                "refusedP99",
                seconds.stream().map(s -> s.refusedLatency().p99()).toList());
        return new Series(
                seconds.stream()
                        .map(second -> (double) (second.number() - warmUp))
                        .toList(),
                values);
    }

    /** Stored records as a rate, to lie beside what was accepted. */
    private Series system() {
        List<StackSample> samples = findings.samples().stream()
                .filter(sample -> sample.at().isAfter(findings.began()))
                .toList();
        List<Long> stored = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            stored.add(samples.get(i).stored() - samples.get(Math.max(0, i - 1)).stored());
        }
        Map<String, List<? extends Number>> values = new LinkedHashMap<>();
        values.put("stored", stored);
        values.put("lag", samples.stream().map(StackSample::lag).toList());
        values.put(
                "generator", samples.stream().map(s -> 100 * s.generatorCores()).toList());
        values.put("machine", samples.stream().map(s -> 100 * s.machineShare()).toList());
        values.put(
                "gateway",
                samples.stream().map(s -> s.gatewayBytes() / 1048576.0).toList());
        return new Series(samples.stream().map(sample -> time(sample.at())).toList(), values);
    }

    /** Only a soak has some. */
    private Series heaps() {
        Map<String, List<? extends Number>> values = new LinkedHashMap<>();
        List<Double> times = findings.jvms().stream()
                .map(sample -> sample.after().minus(findings.warmUp()).toMillis() / 1e3)
                .distinct()
                .sorted()
                .toList();
        findings.jvms().stream()
                .map(JvmSample::service)
                .distinct()
                .sorted()
                .forEach(service -> values.put(service, heaps(service)));
        return new Series(times, values);
    }

    private List<Double> heaps(String service) {
        return findings.jvms().stream()
                .filter(sample -> sample.service().equals(service))
                .map(sample -> sample.liveHeap() / 1048576.0)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream content = ReportPage.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is missing on the class path");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
