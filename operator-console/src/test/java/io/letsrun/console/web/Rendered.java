package io.letsrun.console.web;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Pages as an editor gets them, without a server. */
public final class Rendered {

    private static final Assets ASSETS = new Assets();
    private static final Pages PAGES = new Pages(ASSETS);
    private static final Pattern TAG =
            Pattern.compile("</?[a-zA-Z!][^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>");
    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|'[^']*'");

    private Rendered() {}

    public static String html(View view) {
        return html(view, new Caller("edda", Role.EDITOR));
    }

    public static String html(View view, Caller visitor) {
        Page page = new Page(
                view.title(), view.section(), visitor, new Page.Csrf("_csrf", "X-CSRF-TOKEN", "t0ken"), ASSETS);
        return new String(PAGES.render(page, view), StandardCharsets.UTF_8);
    }

    /** Returns the page's markup: its tags with the names of their attributes, and none of its text or values. */
    public static List<String> tags(String html) {
        return TAG.matcher(html)
                .results()
                .map(tag -> VALUE.matcher(tag.group()).replaceAll("\"\""))
                .toList();
    }
}
