package io.letsrun.console.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * What a page shows.
 *
 * @param template the template's file, which takes a {@link Page} named {@code page} and the model named {@code view}
 */
public record View(String template, String title, Section section, Object model) {

    public Rendering rendering() {
        return rendering(HttpStatus.OK);
    }

    public Rendering rendering(HttpStatus status) {
        return Rendering.view(template)
                .status(status)
                .modelAttribute(Pages.VIEW, this)
                .build();
    }

    /** Answers a form that did its work: the browser gets the page itself, and a reload repeats nothing. */
    public static Rendering see(String path) {
        return Rendering.redirectTo(path).build();
    }
}
