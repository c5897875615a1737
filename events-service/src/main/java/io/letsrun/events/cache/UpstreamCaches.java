package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.letsrun.events.cache.CopyFormat.Written;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.Fetched;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.util.List;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.type.TypeReference;

/** The copies of everything that the upstream has. */
public final class UpstreamCaches {

    /** The id under which a list lies on its shelf, where there is only one. */
    public static final String ALL = "all";

    private static final int OVERHEAD = 150; // of a copy, its key and its place in the cache, in bytes
    private static final int EVENT_OVERHEAD = 450; // with the event's own ids, which are not its key's

    private final ReadThroughCache<KnownUser> users;
    private final ReadThroughCache<UpstreamEvent> events;
    private final ReadThroughCache<List<UserSummary>> allUsers;
    private final ReadThroughCache<List<UpstreamEvent>> allEvents;

    UpstreamCaches(EventsUpstream upstream, CacheSettings around) {
        CacheProperties properties = around.properties();
        long max = properties.redisValue().toBytes();
        this.users = new ReadThroughCache<>(
                CachedKind.USER,
                near(properties.nearUsers(), UpstreamCaches::userWeight),
                new CopyFormat<>(new TypeReference<Written<KnownUser>>() {}, UpstreamCaches::isUser, max),
                (id, asker) -> upstream.user(id, asker).map(found -> found(found, KnownUser::of)),
                around);
        this.events = new ReadThroughCache<>(
                CachedKind.EVENT,
                near(properties.nearEvents(), UpstreamCaches::eventWeight),
                new CopyFormat<>(new TypeReference<Written<UpstreamEvent>>() {}, UpstreamCaches::isEvent, max),
                upstream::event,
                around);
        this.allUsers = new ReadThroughCache<>(
                CachedKind.USERS,
                Caffeine.newBuilder().maximumSize(1).build(),
                new CopyFormat<>(new TypeReference<Written<List<UserSummary>>>() {}, (id, list) -> true, max),
                (id, asker) -> upstream.users(asker).map(found -> found(found, UpstreamCaches::summaries)),
                around);
        this.allEvents = new ReadThroughCache<>(
                CachedKind.EVENTS,
                Caffeine.newBuilder().maximumSize(1).build(),
                new CopyFormat<>(new TypeReference<Written<List<UpstreamEvent>>>() {}, (id, list) -> true, max),
                (id, asker) -> upstream.events(asker),
                around);
    }

    public ReadThroughCache<KnownUser> users() {
        return users;
    }

    public ReadThroughCache<UpstreamEvent> events() {
        return events;
    }

    /** The list of all users, as {@link #ALL}. */
    public ReadThroughCache<List<UserSummary>> allUsers() {
        return allUsers;
    }

    /** The list of all events, as {@link #ALL}. */
    public ReadThroughCache<List<UpstreamEvent>> allEvents() {
        return allEvents;
    }

    private static <T> Cache<String, Copy<T>> near(DataSize size, Weigher<String, Copy<T>> weigher) {
        return Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher(weigher)
                .build();
    }

    private static int userWeight(String id, Copy<KnownUser> copy) {
        int weight = OVERHEAD + id.length();
        KnownUser user = copy.value();
        return user == null
                ? weight
                : weight + user.userName().length() + 90 * user.events().size();
    }

    private static int eventWeight(String id, Copy<UpstreamEvent> copy) {
        int weight = EVENT_OVERHEAD + id.length();
        UpstreamEvent event = copy.value();
        String details = event == null ? null : event.details();
        return event == null
                ? weight
                : weight + 2 * event.name().length() + (details == null ? 0 : 2 * details.length());
    }

    private static boolean isUser(String id, KnownUser user) {
        return id.equals(user.id()) && user.userName() != null;
    }

    @SuppressWarnings("ConstantValue") // what another program wrote keeps no promises
    private static boolean isEvent(String id, UpstreamEvent event) {
        return id.equals(event.id()) && event.name() != null && event.userId() != null;
    }

    private static List<UserSummary> summaries(List<UpstreamUser> users) {
        return users.stream().map(UserSummary::of).toList();
    }

    private static <S, T> Fetched<T> found(Fetched<S> fetched, Function<S, T> kept) {
        return switch (fetched) {
            case Fetched.Found<S> found -> new Fetched.Found<>(kept.apply(found.value()));
            case Fetched.Unknown<S> unknown -> new Fetched.Unknown<>();
            case Fetched.Missed<S> missed -> new Fetched.Missed<>(missed.reason(), missed.retryAfter());
        };
    }
}
