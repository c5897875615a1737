package io.letsrun.console.overview;

import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.List;

/**
 * What flows.
 *
 * @param away in words, when the brokers do not answer
 * @param idle topics that nobody reads, with their rates
 */
record OverviewView(String template, String measured, String away, List<FlowCard> flows, List<Idle> idle)
        implements View {

    static final String PAGE = "overview/page.jte";
    static final String PART = "overview/flows.jte";

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public Section section() {
        return Section.OVERVIEW;
    }

    /** A topic without readers. */
    record Idle(String topic, String in) {}
}
