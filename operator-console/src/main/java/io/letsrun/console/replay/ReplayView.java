package io.letsrun.console.replay;

import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;

/**
 * One replay.
 *
 * @param expected its number of letters, which a start must confirm
 * @param draft whether it waits to be started
 * @param typed whether its number must be typed in, since it is a large one
 * @param rate a second
 * @param takes how long it will take at least, in words
 * @param chosen how its letters were chosen, in words
 * @param trial how the sending begins, in words; nothing when all go at once
 * @param changed whether the state is another one than the page knew
 * @param created by whom and when
 */
record ReplayView(
        String template,
        ReplayProgress progress,
        long expected,
        boolean draft,
        boolean typed,
        String rate,
        String takes,
        String chosen,
        String trial,
        boolean changed,
        String created,
        String problem)
        implements View {

    static final String PAGE = "replay/page.jte";
    static final String PART = "replay/part.jte";

    @Override
    public String title() {
        return "Replay " + progress.id().substring(0, 8);
    }

    @Override
    public Section section() {
        return Section.REPLAYS;
    }
}
