package io.letsrun.console.web;

/** What surrounds a view. */
public record Page(String title, Section section, Visitor visitor, Csrf csrf, Assets assets) {}
