package io.letsrun.console.web;

/** A hidden field of a form. */
public record Field(String name, String value) {}
