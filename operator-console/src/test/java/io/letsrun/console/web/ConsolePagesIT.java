package io.letsrun.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

class ConsolePagesIT extends InBrowser {

    private static final String NO_COLUMN_IS_HIDDEN =
            "[...document.querySelectorAll('.scroll')].every(box => box.scrollWidth <= box.clientWidth)";

    ConsolePagesIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void wrongPasswordLeadsNowhere() {
        Page window = window();
        window.navigate("/letters");
        assertThat(window).hasTitle("Log in · Let's Run! console");

        window.getByLabel("Name").fill(OPERATOR);
        window.getByLabel("Password").fill("not it");
        window.getByLabel("Password").press("Enter");

        assertThat(window.locator(".notice.bad:visible")).hasText("The name or the password is wrong.");
        picture(window, "login");
    }

    @Test
    void filtersLiveInTheUrl() {
        DeadLetters dead = letters(3, "plain trouble");
        dead.add(1, "quite another thing", "{}");
        dead.awaitIndexed(4);
        Page window = window();
        logIn(window, VIEWER);
        window.navigate("/letters?topic=" + dead.topic());
        assertThat(window.locator("tbody tr")).hasCount(4);

        window.getByLabel("Text in the message").fill("another thing");
        window.getByLabel("State").selectOption("open");
        window.getByRole(AriaRole.BUTTON, named("Filter")).click();

        assertThat(window).hasURL(Pattern.compile("text=another\\+thing.*state=open.*topic=" + dead.topic()));
        assertThat(window.locator("tbody tr")).hasCount(1);
        Page later = window();
        logIn(later, VIEWER);
        later.navigate(window.url());
        assertThat(later.getByLabel("Text in the message")).hasValue("another thing");
        assertThat(later.locator("tbody tr")).hasCount(1);
    }

    @Test
    void senselessFilterIsShownAgain() {
        Page window = window();
        logIn(window, VIEWER);

        window.navigate("/letters?user=not-a-uuid");

        assertThat(window.locator(".notice.bad:visible")).containsText("user must be a UUID");
        assertThat(window.getByLabel("User id")).hasValue("not-a-uuid");
        behaviour().forgive("422");
    }

    @Test
    void olderLettersAreOnTheNextPage() {
        DeadLetters dead = letters(60, "many of them");
        Page window = window();
        logIn(window, VIEWER);
        window.navigate("/letters?topic=" + dead.topic());
        assertThat(window.locator("tbody tr")).hasCount(50);

        window.getByRole(AriaRole.LINK, named("Older letters")).click();

        assertThat(window.locator("tbody tr")).hasCount(10);
        assertThat(window.getByRole(AriaRole.LINK, named("Older letters"))).hasCount(0);
    }

    @Test
    void bulkButtonsAreInSightWhateverTheNumberOfRows() {
        DeadLetters dead = letters(60, "many of them");
        for (int width : new int[] {390, 1360, 1920}) {
            Page window = window(ColorScheme.LIGHT, width);
            logIn(window, OPERATOR);

            window.navigate("/letters?topic=" + dead.topic());

            assertThat(window.locator("tbody tr")).hasCount(50);
            for (String button : new String[] {"Replay selected", "Replay all", "Discard selected", "Discard all"}) {
                assertThat(window.getByRole(AriaRole.BUTTON, named(button))).isInViewport();
            }
        }
    }

    @Test
    void namesOfTopicsAndGroupsAreNotBroken() {
        DeadLetters dead = letters(2, "value out of range for the column elapsed_s of relation run ".repeat(12));
        for (int width : new int[] {1360, 1920}) {
            Page window = window(ColorScheme.LIGHT, width);
            logIn(window, OPERATOR);
            window.navigate("/causes?topic=" + dead.topic());
            expect(lines(window.locator("td.name").first())).isEqualTo(1);
            expect(window.evaluate(NO_COLUMN_IS_HIDDEN))
                    .as("causes at " + width)
                    .isEqualTo(true);
            shown(window, "causes-wide-" + width);
            window.navigate("/letters?topic=" + dead.topic());
            expect(lines(window.locator("td.name").first())).isEqualTo(2); // The topic, and the group below it.
            expect(window.evaluate(NO_COLUMN_IS_HIDDEN))
                    .as("letters at " + width)
                    .isEqualTo(true);
            shown(window, "letters-wide-" + width);
        }
    }

    private static Object lines(Locator cell) {
        return cell.evaluate("""
                cell => {
                  const text = document.createRange();
                  text.selectNodeContents(cell);
                  return new Set([...text.getClientRects()].map(box => Math.round(box.bottom / 8))).size;
                }""");
    }

    @Test
    void linkToALetterIsFollowedAfterTheLogIn() {
        DeadLetters dead = letters(1, "linked in a chat");
        long letter = count("SELECT max(id) FROM dead_letters.letter WHERE topic = $1", dead.topic());
        Page window = window();
        window.navigate("/letters/" + letter);
        assertThat(window).hasTitle("Log in · Let's Run! console");

        window.getByLabel("Name").fill(VIEWER);
        window.getByLabel("Password").fill(VIEWER);
        window.getByLabel("Password").press("Enter");

        assertThat(window).hasTitle("Letter " + letter + " · Let's Run! console");
    }

    @Test
    void hostileLetterIsHarmless() {
        DeadLetters dead = deadLetters();
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
                + "<div hx-get=\"/logout\" hx-trigger=\"load\">javascript:alert(4)</div>\u202Efdp.exe</pre></textarea>";
        dead.add(1, hostile, "{\"note\":\"" + hostile.replace("\"", "\\\"") + "\",\"nul\":\"\\u0000\"}");
        dead.add(2, hostile, hostile + "\0" + "x".repeat(900_000));
        dead.awaitIndexed(2);
        Page window = window();
        logIn(window, OPERATOR);

        window.navigate("/letters?topic=" + dead.topic());
        assertThat(window.locator("tbody tr")).hasCount(2);
        for (int i = 0; i < 2; i++) {
            window.navigate("/letters?topic=" + dead.topic());
            window.locator("td.what a").nth(i).click();
            window.getByLabel("Why you need to see").fill("to look at it");
            window.getByRole(AriaRole.BUTTON, named("Reveal")).click();
            assertThat(window.locator("#payload pre")).containsText("<script>alert(1)</script>");
            expect(window.content().indexOf('\u202E')).isEqualTo(-1);
            expect(window.locator("main script, main img, main [onload], main [hx-trigger=load]")
                            .count())
                    .isEqualTo(0);
        }
        window.navigate("/causes?topic=" + dead.topic());
        assertThat(window.locator("tbody tr")).hasCount(1);
        window.navigate("/");
        window.waitForTimeout(2_500);
    }

    @Test
    void payloadIsRevealedForAReasonOnly() {
        DeadLetters dead = deadLetters();
        dead.add(1, "m", "{\"email\":\"ann@example.com\",\"firstName\":\"Ann\"}");
        dead.awaitIndexed(1);
        Page window = window();
        logIn(window, OPERATOR);
        window.navigate("/letters?topic=" + dead.topic());
        window.locator("td.what a").click();
        assertThat(window.locator("#payload pre")).not().containsText("ann@example.com");

        window.getByLabel("Why you need to see").fill("support case 4711");
        window.getByRole(AriaRole.BUTTON, named("Reveal")).click();

        assertThat(window.locator("#payload pre")).containsText("ann@example.com");
        window.navigate("/audit");
        assertThat(window.locator("tbody tr").first()).containsText("support case 4711");
        picture(window, "audit");
    }

    @Test
    void replayIsConfirmedAndWatched() throws InterruptedException {
        DeadLetters dead = letters(40, "a bug that is mended");
        Page window = window();
        logIn(window, OPERATOR);
        window.navigate("/letters?state=open&topic=" + dead.topic());
        picture(window, "letters");
        window.getByLabel("Replay rate").fill("10");
        window.getByRole(AriaRole.BUTTON, named("Replay all that match")).click();
        assertThat(window.getByRole(AriaRole.HEADING, named("Send 40 letters?")))
                .isVisible();
        picture(window, "replay-draft");

        window.getByLabel("Type the number").fill("41");
        window.getByLabel("Type the number").press("Enter");
        assertThat(window.locator(".notice.bad:visible")).containsText("not the number of letters");
        window.getByLabel("Type the number").fill("40");
        window.getByLabel("Type the number").press("Enter");
        window.evaluate("window.neverReloaded = true");
        assertThat(window.locator("#announcement")).containsText("on trial");

        try (AnsweringGroup group = new AnsweringGroup(SERVERS.kafka().bootstrapServers(), dead.retry())) {
            assertThat(window.locator("#announcement")).containsText("Sending", within(30_000));
            picture(window, "replay-running");
            assertThat(window.locator("#announcement")).containsText("all 40 letters were applied", within(60_000));
        }

        assertThat(window.locator("#replay .badge")).hasText("done");
        expect(window.evaluate("window.neverReloaded")).isEqualTo(true);
        assertThat(window.getByRole(AriaRole.BUTTON, named("Pause"))).hasCount(0);
        picture(window, "replay-done");
    }

    @Test
    void replayIsPausedResumedAndCancelled() {
        DeadLetters dead = letters(3, "nobody answers");
        Page window = window();
        logIn(window, OPERATOR);
        window.navigate("/letters?state=open&topic=" + dead.topic());
        window.locator("tbody input[type=checkbox]").first().check();
        window.getByRole(AriaRole.BUTTON, named("Replay selected")).click();
        window.getByRole(AriaRole.BUTTON, named("Send 1 letter")).click();

        window.getByRole(AriaRole.BUTTON, named("Pause")).click();
        assertThat(window.locator("#replay .badge")).hasText("paused");
        window.getByRole(AriaRole.BUTTON, named("Resume")).click();
        assertThat(window.locator("#replay .badge")).hasText(Pattern.compile("canary|running"));
        window.getByRole(AriaRole.BUTTON, named("Cancel what is not sent")).click();

        assertThat(window.locator("#replay .badge")).hasText("cancelled");
    }

    @Test
    void nothingTickedIsSaid() {
        DeadLetters dead = letters(1, "lonely");
        Page window = window();
        logIn(window, OPERATOR);
        window.navigate("/letters?topic=" + dead.topic());

        window.getByRole(AriaRole.BUTTON, named("Replay selected")).click();

        assertThat(window.locator(".notice.bad:visible")).hasText("No letter is ticked.");
    }

    @Test
    void discardWorksWithoutScripts() {
        DeadLetters dead = letters(2, "rubbish");
        Page window = withoutScripts();
        logIn(window, OPERATOR);
        window.navigate("/letters?state=open&topic=" + dead.topic());

        window.getByRole(AriaRole.BUTTON, named("Discard all that match")).click();
        assertThat(window.getByRole(AriaRole.HEADING, named("Discard 2 letters?")))
                .isVisible();
        window.getByLabel("Why").fill("test data");
        window.getByRole(AriaRole.BUTTON, named("Discard 2 letters")).click();

        assertThat(window.getByText("2 letters discarded.")).isVisible();
        assertThat(window).hasURL(Pattern.compile("/letters\\?.*note=discarded-2"));
    }

    @Test
    void viewersHaveNoButtonsAndAreRefusedAnyway() {
        DeadLetters dead = letters(1, "look, don't touch");
        Page window = window();
        logIn(window, VIEWER);
        window.navigate("/letters?topic=" + dead.topic());
        assertThat(window.locator("tbody tr")).hasCount(1);
        assertThat(window.locator("main").getByRole(AriaRole.BUTTON)).hasCount(1); // Filter
        String token = window.locator("form.who input[name=_csrf]").inputValue();

        APIResponse answer = window.request().post("/replays", form(token).setHeader("Accept", "text/html"));

        expect(answer.status()).isEqualTo(403);
        expect(answer.text().contains("Your role does not allow this")).isEqualTo(true);
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        Page window = window();
        logIn(window, EDITOR);

        APIResponse answer = window.request().post("/replays", form("wrong").setHeader("Accept", "text/html"));

        expect(answer.status()).isEqualTo(403);
    }

    @Test
    void keyboardIsEnough() {
        DeadLetters dead = letters(2, "reached by keyboard");
        Page window = window();
        logIn(window, VIEWER);
        window.navigate("/letters?topic=" + dead.topic());
        window.keyboard().press("Tab");
        assertThat(window.getByText("Skip to content")).isFocused();
        window.keyboard().press("Enter");
        window.keyboard().press("/");
        assertThat(window.getByLabel("Text in the message")).isFocused();
        window.keyboard().type("by keyboard");
        window.keyboard().press("Enter");
        assertThat(window).hasURL(Pattern.compile("text=by\\+keyboard"));

        Locator letter = window.locator("td.what a").first();
        for (int i = 0; i < 40 && !(boolean) letter.evaluate("link => link === document.activeElement"); i++) {
            window.keyboard().press("Tab");
        }
        window.keyboard().press("Enter");

        assertThat(window).hasTitle(Pattern.compile("Letter \\d+ .*"));
    }

    @Test
    void missingPageSaysSo() {
        Page window = window();
        logIn(window, VIEWER);

        window.navigate("/letters/999999999999");

        assertThat(window.locator("h1")).hasText("There is no such page");
        behaviour().forgive("404");
        picture(window, "error");
    }

    @Test
    void overviewUpdatesByItself() {
        DeadLetters dead = letters(7, "a burst is watched");
        dead.work(100, 40);
        Page window = window();
        logIn(window, VIEWER);
        Locator flow =
                window.locator("section.card").filter(new Locator.FilterOptions().setHasText(dead.topic() + " →"));
        assertThat(flow).containsText("7 open dead letters", within(30_000));
        assertThat(flow.locator("a.badge.bad")).hasText("7 open dead letters");
        assertThat(flow.locator(".badge.good")).hasCount(0);
        assertThat(flow).containsText("60", within(30_000));
        window.evaluate("window.neverReloaded = true");

        dead.work(500, 250);

        assertThat(flow).containsText("250", within(30_000));
        expect(window.evaluate("window.neverReloaded")).isEqualTo(true);
        picture(window, "overview");
    }

    @Test
    void looksGoodInTheDarkAndOnAPhone() {
        DeadLetters dead = letters(5, "value \"4711\" is out of range for column elapsed_s of relation run");
        dead.add(
                9,
                "the e-mail ann@example.com is taken",
                "{\"runId\":\"1\",\"email\":\"ann@example.com\",\"distance\":5000}");
        dead.awaitIndexed(6);
        for (ColorScheme colors : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1280, 390}) {
                String suffix = "-" + colors + "-" + width;
                Page window = window(colors, width);
                logIn(window, EDITOR);
                shown(window, "overview" + suffix);
                window.navigate("/causes?topic=" + dead.topic());
                shown(window, "causes" + suffix);
                window.navigate("/letters?topic=" + dead.topic());
                shown(window, "letters" + suffix);
                window.locator("td.what a").first().click();
                assertThat(window.locator("#payload")).isVisible();
                shown(window, "letter" + suffix);
            }
        }
    }

    private static void shown(Page window, String name) {
        picture(window, name);
        expect(window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s is not wider than its window", name)
                .isEqualTo(true);
    }

    /** AssertJ's; the other {@code assertThat} waits. */
    private static <T> ObjectAssert<T> expect(T actual) {
        return Assertions.assertThat(actual);
    }

    private static RequestOptions form(String token) {
        return RequestOptions.create()
                .setForm(FormData.create()
                        .set("_csrf", token)
                        .set("letters", "1")
                        .set("scope", "selected"));
    }
}
