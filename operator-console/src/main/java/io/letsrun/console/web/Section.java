package io.letsrun.console.web;

import java.util.List;

/** A part of the console that its menu leads to. */
public enum Section {
    OVERVIEW("Overview", "/"),
    CAUSES("Causes", "/causes"),
    LETTERS("Letters", "/letters?state=open"),
    REPLAYS("Replays", "/replays"),
    AUDIT("Audit", "/audit"),
    NONE("", "/");

    private final String label;
    private final String path;

    Section(String label, String path) {
        this.label = label;
        this.path = path;
    }

    public static List<Section> menu() {
        return List.of(OVERVIEW, CAUSES, LETTERS, REPLAYS, AUDIT);
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }
}
