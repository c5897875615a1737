package io.letsrun.console.web;

/** What a page shows, ready to be written down: its template decides nothing. */
public interface View {

    /** The template's file, which takes a {@link Page} named {@code page} and this named {@code view}. */
    String template();

    String title();

    Section section();
}
