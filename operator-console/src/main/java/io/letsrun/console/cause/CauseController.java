package io.letsrun.console.cause;

import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterFilter.Part;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Shows why letters failed. */
@Controller
final class CauseController {

    private final Causes causes;
    private final CauseCounts counts;

    CauseController(Causes causes, CauseCounts counts) {
        this.causes = causes;
        this.counts = counts;
    }

    @GetMapping("/api/v1/causes")
    @ResponseBody
    Mono<Slice<Cause>> list(
            @RequestParam MultiValueMap<String, String> query, @RequestParam(defaultValue = "") String state) {
        boolean openOnly = openOnly(state);
        return causes.list(LetterFilter.of(query).checked(), openOnly).map(found -> new Slice<>(found, null));
    }

    private static boolean openOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "" -> false;
            default -> throw Refused.invalid("/state", "unknown-value", "must be open, or left out");
        };
    }

    @GetMapping("/causes")
    Mono<Rendering> page(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "false") boolean all) {
        LetterFilter filter = new LetterFilter(Map.of(Part.GROUP, group, Part.TOPIC, topic));
        return causes.list(filter, !all)
                .zipWith(counts.names())
                .map(found -> new CausesView(group, topic, all, found.getT2(), found.getT1()))
                .map(view -> new View("cause/list.jte", "Causes", Section.CAUSES, view).rendering());
    }

    /**
     * Why letters failed.
     *
     * @param group the filter's, or nothing
     * @param topic the filter's, or nothing
     * @param names what the filter suggests
     * @param all whether causes without open letters are shown, too
     */
    record CausesView(String group, String topic, boolean all, Names names, List<Cause> causes) {

        /** Returns where a cause's letters are. */
        String letters(Cause cause) {
            return Links.to(
                    "/letters",
                    List.of(new Field("state", all ? "" : "open"), new Field("topic", topic)),
                    "cause",
                    cause.fingerprint());
        }
    }
}
