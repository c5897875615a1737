package io.letsrun.console.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.letsrun.console.RunningConsole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.r2dbc.core.DatabaseClient;

/** The console in a real browser. */
abstract class InBrowser extends RunningConsole {

    private static Optional<Chromium> chromium = Optional.empty();

    protected final String base;
    private final List<Page> windows = new ArrayList<>();
    private final List<Behaviour> behaviours = new ArrayList<>();

    protected InBrowser(int port, DatabaseClient database) {
        super(port, database);
        this.base = "http://localhost:" + port;
    }

    @BeforeAll
    static void startBrowser() {
        Optional<Path> installed = Chromium.installed();
        Assumptions.assumeTrue(
                installed.isPresent(),
                "skipped: no chromium on the PATH; apt-get install chromium, or the like, gives one");
        chromium = installed.map(Chromium::start);
    }

    @AfterAll
    static void stopBrowser() {
        chromium.ifPresent(Chromium::close);
        chromium = Optional.empty();
    }

    @AfterEach
    void everyPageBehaved() {
        windows.forEach(window -> window.context().close());
        behaviours.forEach(Behaviour::isGood);
    }

    protected Page window() {
        return window(ColorScheme.LIGHT, 1280);
    }

    protected Page window(ColorScheme colors, int width) {
        return watched(chromium.orElseThrow().window(base, colors, width));
    }

    protected Page withoutScripts() {
        return watched(chromium.orElseThrow().withoutScripts(base));
    }

    private Page watched(Page window) {
        windows.add(window);
        behaviours.add(Behaviour.of(window, base));
        return window;
    }

    protected DeadLetters deadLetters() {
        return new DeadLetters(
                SERVERS, topic -> count("SELECT count(*) FROM dead_letters.letter WHERE topic = $1", topic));
    }

    protected DeadLetters letters(int letters, String message) {
        DeadLetters dead = deadLetters();
        dead.addAll(letters, message);
        return dead;
    }

    protected static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    protected static LocatorAssertions.ContainsTextOptions within(double millis) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(millis);
    }

    protected Behaviour behaviour() {
        return behaviours.getLast();
    }

    protected static void logIn(Page window, String user) {
        window.navigate("/login");
        window.getByLabel("Name").fill(user);
        window.getByLabel("Password").fill(user);
        window.getByLabel("Password").press("Enter");
        window.waitForURL(url -> !url.contains("/login"));
    }

    /** For the eyes of whoever changes the looks. */
    protected static void picture(Page window, String name) {
        window.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pictures", name + ".png")));
    }
}
