package io.letsrun.events.listing;

import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.upstream.UpstreamUser;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A complete and fresh page, as it goes out.
 *
 * @param tag with its quotes
 * @param link of the next page; null on the last one
 * @param user it was made of: once another copy is kept of the user, the page is not theirs any longer. It keeps none alive
 *     that is not kept otherwise: a user of ten thousand events weighs more than their pages
 * @param freshUntil in milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RenderedPage(
        byte[] body, String tag, @Nullable String link, WeakReference<Copy<UpstreamUser>> user, long freshUntil) {}
