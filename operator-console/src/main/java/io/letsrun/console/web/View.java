package io.letsrun.console.web;

/**
 * What a page shows.
 *
 * @param template the template's file, which takes a {@link Page} named {@code page} and the model named {@code view}
 */
public record View(String template, String title, Section section, Object model) {}
