package io.letsrun.events.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.gather.Gathering.Gathered;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventPageTest {

    /** Following the links from the first page to the last gives every event once, in order. */
    @Property(tries = 500)
    void pagesPutTogetherAreTheWholeList(
            @ForAll @Size(max = 40) List<@AlphaChars @StringLength(min = 1, max = 2) String> names,
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll EventSort sort,
            @ForAll @AlphaChars @StringLength(max = 1) String filter) {
        List<UpstreamEvent> all = new ArrayList<>();
        for (String name : names) {
            all.add(new UpstreamEvent("e-" + all.size() * 31 % 41, name, "u", null));
        }
        String query = "limit=" + limit + (sort == EventSort.LISTED ? "" : "&sort=" + sort.label())
                + (filter.isEmpty() ? "" : "&filter=name:" + filter);

        List<UpstreamEvent> paged = new ArrayList<>();
        @Nullable String next = query;
        while (next != null) {
            EventPage page = page(next, all, Map.of());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.complete()).isTrue();
            paged.addAll(page.items());
            @Nullable String link = PageWriter.link(page);
            next = link == null ? null : link.substring(2, link.indexOf('>'));
        }

        assertThat(paged).containsExactlyElementsOf(expected(all, sort, filter));
    }

    private static List<UpstreamEvent> expected(List<UpstreamEvent> all, EventSort sort, String filter) {
        Comparator<UpstreamEvent> byName = Comparator.<UpstreamEvent, String>comparing(
                        event -> event.name().toLowerCase(Locale.ROOT))
                .thenComparing(UpstreamEvent::id);
        List<UpstreamEvent> expected = new ArrayList<>(all);
        expected.removeIf(event -> !event.name().toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT)));
        switch (sort) {
            case LISTED -> {}
            case ID -> expected.sort(Comparator.comparing(UpstreamEvent::id));
            case ID_DOWN ->
                expected.sort(Comparator.comparing(UpstreamEvent::id).reversed());
            case NAME -> expected.sort(byName);
            case NAME_DOWN -> expected.sort(byName.reversed());
        }
        return expected;
    }

    @Test
    void whatIsMissingIsNamedAndCounted() {
        List<UpstreamEvent> all = List.of(event("a"), event("b"), event("c"), event("d"));
        EventPage page = page(
                "limit=3",
                all,
                Map.of(
                        "b", new Lookup.Missing<>(MissingReason.TIMEOUT, null),
                        "c", new Copy<>(null, 5, 6, 6),
                        "d", new Lookup.Missing<>(MissingReason.OPEN, null)));

        JsonNode json = json(page, false);

        assertThat(json.toString())
                .isEqualTo("{\"items\":[{\"id\":\"a\",\"name\":\"Name a\",\"userId\":\"u\"}],"
                        + "\"page\":{\"limit\":3,\"offset\":0,\"total\":4,\"next\":\"" + page.next() + "\"},"
                        + "\"complete\":false,\"missing\":[{\"eventId\":\"b\",\"reason\":\"timeout\"},"
                        + "{\"eventId\":\"c\",\"reason\":\"unknown\"}],\"missingTotal\":2}");
    }

    @Test
    void aSortedPageLacksWhateverIsMissingAnywhere() {
        EventPage page = page(
                "limit=1&sort=name",
                List.of(event("a"), event("b"), event("c")),
                Map.of("c", new Lookup.Missing<>(MissingReason.DEADLINE, null)));

        assertThat(page.items()).extracting(UpstreamEvent::id).containsExactly("a");
        assertThat(page.missing()).containsExactly(new EventPage.MissingEvent("c", "deadline"));
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void noMoreMissingEventsAreListedThanAllowed() {
        List<UpstreamEvent> all = new ArrayList<>();
        Map<String, Lookup<UpstreamEvent>> lost = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(event("e" + i));
            lost.put("e" + i, new Lookup.Missing<>(MissingReason.DEADLINE, null));
        }

        JsonNode json = json(page("sort=name", all, lost), false);

        assertThat(json.get("missing").size()).isEqualTo(200);
        assertThat(json.get("missingTotal").asInt()).isEqualTo(10_000);
    }

    @Test
    void writesOnlyTheFieldsThatAreAskedForAndSaysWhatIsStale() {
        JsonNode json = json(
                page(
                        "fields=details,name",
                        List.of(new UpstreamEvent("a", "Run", "u", "wet"), new UpstreamEvent("b", "Walk", "u", null)),
                        Map.of()),
                true);

        assertThat(json.get("items").toString())
                .isEqualTo("[{\"name\":\"Run\",\"details\":\"wet\"},{\"name\":\"Walk\"}]");
        assertThat(json.get("page").get("next").isNull()).isTrue();
        assertThat(json.get("stale").asBoolean()).isTrue();
    }

    @Test
    void linksKeepTheOrderTheFilterAndTheFields() {
        EventPage page = page(
                "limit=1&sort=-name&filter=name:na%26me&fields=id",
                List.of(new UpstreamEvent("a", "Na&me 1", "u", null), new UpstreamEvent("b", "na&me 2", "u", null)),
                Map.of());

        assertThat(PageWriter.link(page))
                .isEqualTo("<?limit=1&cursor=" + page.next()
                        + "&sort=-name&filter=name%3Ana%26me&fields=id>; rel=\"next\"");
    }

    @Test
    void isAsFreshAsItsOldestPart() {
        EventPage page = page("", List.of(event("a"), event("b")), Map.of("b", new Copy<>(event("b"), 3, 60, 70)));

        assertThat(page.at()).isEqualTo(3);
        assertThat(page.freshUntil()).isEqualTo(60);
        assertThat(page.stale(59)).isFalse();
        assertThat(page.stale(60)).isTrue();
    }

    /** Whatever comes and goes between two pages: what stays comes once. */
    @Property(tries = 500)
    void cursorsSurviveInsertionsAndRemovals(
            @ForAll @Size(min = 1, max = 30) List<@AlphaChars @StringLength(min = 1, max = 2) String> names,
            @ForAll @Size(max = 5) List<@AlphaChars @StringLength(min = 1, max = 2) String> added,
            @ForAll @IntRange(min = 1, max = 7) int limit,
            @ForAll @IntRange(max = 29) int removed,
            @ForAll EventSort sort,
            @ForAll boolean filtered) {
        List<UpstreamEvent> before = new ArrayList<>();
        for (String name : names) {
            before.add(new UpstreamEvent("e-" + before.size() * 31 % 41, "x" + name, "u", null));
        }
        List<UpstreamEvent> after = new ArrayList<>(before);
        for (String name : added) {
            after.addFirst(new UpstreamEvent("d-" + after.size() % 2 + after.size(), "x" + name, "u", null));
        }
        String query = "limit=" + limit + (sort == EventSort.LISTED ? "" : "&sort=" + sort.label())
                + (filtered ? "&filter=name:X" : "");

        EventPage first = page(query, before, Map.of());
        // The last one of the page may go only where an order tells its place.
        UpstreamEvent gone = before.get(removed % before.size());
        if (sort != EventSort.LISTED || !gone.equals(first.items().getLast())) {
            after.remove(gone);
        }
        List<UpstreamEvent> paged = new ArrayList<>(first.items());
        @Nullable String link = PageWriter.link(first);
        while (link != null) {
            EventPage page = page(link.substring(2, link.indexOf('>')), after, Map.of());
            paged.addAll(page.items());
            link = PageWriter.link(page);
        }

        assertThat(paged).doesNotHaveDuplicates();
        List<UpstreamEvent> stayed = new ArrayList<>(before);
        stayed.retainAll(after);
        assertThat(paged).containsAll(stayed);
    }

    @Test
    void filtersAndSortsByWhatNamesLookLike() {
        List<UpstreamEvent> all = List.of(
                new UpstreamEvent("1", "Cafe\u0301 RUN", "u", null),
                new UpstreamEvent("2", "caf\u00e9 run", "u", null),
                new UpstreamEvent("3", "CAF\u00c9 STRASSE", "u", null),
                new UpstreamEvent("4", "caf\u00e9 stra\u00dfe", "u", null),
                new UpstreamEvent("5", "\uff23afe\u0301 \u03c3\u03a3\u03c2", "u", null),
                new UpstreamEvent("6", "cafe", "u", null));

        assertThat(ids("filter=name:%C3%A9", all)).containsExactly("1", "2", "3", "4", "5");
        assertThat(ids("filter=name:e%CC%81", all)).containsExactly("1", "2", "3", "4", "5");
        assertThat(ids("filter=name:STRASSE", all)).containsExactly("3", "4");
        assertThat(ids("filter=name:stra%C3%9Fe", all)).containsExactly("3", "4");
        assertThat(ids("filter=name:%CF%83%CF%83%CF%83", all)).containsExactly("5");
        assertThat(ids("sort=name", all)).containsExactly("6", "1", "2", "3", "4", "5");
        assertThat(ids("sort=-name", all)).containsExactly("5", "4", "3", "2", "1", "6");
    }

    @Test
    void tellsEntriesOfTheListThatAreNoIds() {
        UpstreamUser user = new UpstreamUser("u", "", List.of("a"), List.of("", "7"));
        Copy<UpstreamUser> copy = new Copy<>(user, 10, 100, 200);

        EventPage page = EventPage.of(
                PageQueryTest.read(null),
                user,
                copy,
                new Gathered(copy, Map.of("a", new Copy<>(event("a"), 10, 100, 200))));

        assertThat(json(page, false).toString())
                .isEqualTo("{\"items\":[{\"id\":\"a\",\"name\":\"Name a\",\"userId\":\"u\"}],"
                        + "\"page\":{\"limit\":50,\"offset\":0,\"total\":1,\"next\":null},"
                        + "\"complete\":false,\"missing\":[{\"reason\":\"malformed\"},"
                        + "{\"eventId\":\"7\",\"reason\":\"malformed\"}],\"missingTotal\":2}");
    }

    private List<String> ids(String query, List<UpstreamEvent> all) {
        return page(query, all, Map.of()).items().stream()
                .map(UpstreamEvent::id)
                .toList();
    }

    private EventPage page(String query, List<UpstreamEvent> listed, Map<String, Lookup<UpstreamEvent>> others) {
        Map<String, Lookup<UpstreamEvent>> byId = new HashMap<>();
        listed.forEach(event -> byId.put(event.id(), new Copy<>(event, 10, 100, 200)));
        byId.putAll(others);
        List<String> ids = listed.stream().map(UpstreamEvent::id).toList();
        PageQuery read = PageQueryTest.read(query);
        byId.keySet().retainAll(read.wanted(ids));
        UpstreamUser user = new UpstreamUser("u", "Ada", ids, List.of());
        Copy<UpstreamUser> copy = new Copy<>(user, 10, 100, 200);
        return EventPage.of(read, user, copy, new Gathered(copy, byId));
    }

    private static JsonNode json(EventPage page, boolean stale) {
        return JsonMapper.shared().readTree(new String(PageWriter.write(page, stale), UTF_8));
    }

    private static UpstreamEvent event(String id) {
        return new UpstreamEvent(id, "Name " + id, "u", null);
    }
}
