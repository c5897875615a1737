package io.letsrun.events.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.ReadThroughCache;
import io.letsrun.events.upstream.UpstreamUser;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Pages as they went out, for as long as everything in them is fresh and they are their user's. */
final class RenderedPages {

    private static final int OVERHEAD = 400; // of a page and its key, in bytes

    private final Cache<Key, RenderedPage> pages;
    private final ReadThroughCache<UpstreamUser> users;
    private final Clock clock;
    private final Counter hits;
    private final Counter misses;

    RenderedPages(DataSize size, ReadThroughCache<UpstreamUser> users, Clock clock, MeterRegistry meters) {
        this.pages = Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher((Key key, RenderedPage page) -> OVERHEAD + page.body().length)
                .build();
        this.users = users;
        this.clock = clock;
        this.hits = lookups(meters, "hit");
        this.misses = lookups(meters, "miss");
    }

    private static Counter lookups(MeterRegistry meters, String result) {
        return Counter.builder("letsrun.events.pages.lookups")
                .description("pages that were looked for among those that went out already")
                .tag("result", result)
                .register(meters);
    }

    @Nullable RenderedPage find(String userId, PageQuery query) {
        RenderedPage page = pages.getIfPresent(new Key(userId, query));
        if (page == null || !isTheirs(userId, page)) {
            misses.increment();
            return null;
        }
        hits.increment();
        return page;
    }

    private boolean isTheirs(String userId, RenderedPage page) {
        Copy<UpstreamUser> user = page.user().get();
        return user != null && clock.millis() < page.freshUntil() && users.has(userId, user);
    }

    void put(String userId, PageQuery query, RenderedPage page) {
        pages.put(new Key(userId, query), page);
    }

    private record Key(String userId, PageQuery query) {}

    /**
     * A complete and fresh page, as it goes out.
     *
     * @param tag with its quotes
     * @param link of the next page; null on the last one
     * @param user it was made of: once another copy is kept of the user, the page is not theirs any longer. It keeps none alive
     *     that is not kept otherwise: a user of ten thousand events weighs more than their pages
     * @param revision when the upstream told of the user, in milliseconds since the epoch
     * @param freshUntil in milliseconds since the epoch
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record RenderedPage(
            byte[] body,
            String tag,
            @Nullable String link,
            WeakReference<Copy<UpstreamUser>> user,
            long revision,
            long freshUntil) {}
}
