package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.letsrun.edge.redis.Redis;
import io.letsrun.events.cache.CacheProperties.Lifetime;
import io.letsrun.events.cache.CopyFormat.Written;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamList;
import io.letsrun.events.upstream.UpstreamOperation;
import io.letsrun.events.upstream.UpstreamUser;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** The copies of everything that the upstream has. */
@Component
public final class UpstreamCaches {

    /** The id of a list of which there is only one. */
    public static final String ALL = "all";

    /** The most bytes that Redis is given, or believed, as one value: enough for 10,000 ids. A page reads 50 at once. */
    private static final int REDIS_VALUE = 512 * 1024;

    private static final int OVERHEAD = 150; // of a copy, its key and its place in the cache, in bytes
    private static final int EVENT_OVERHEAD = 450; // with the event's own ids, which are not its key's
    private static final int ID = 90; // of one in a list

    private final Redis redis;
    private final CacheProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore refreshes;
    private final ReadThroughCache<UpstreamUser> users;
    private final ReadThroughCache<UpstreamEvent> events;
    private final ReadThroughCache<UpstreamList<UserSummary>> allUsers;
    private final ReadThroughCache<UpstreamList<UpstreamEvent>> allEvents;

    UpstreamCaches(
            EventsUpstream upstream, Redis redis, CacheProperties properties, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        this.refreshes = new Semaphore(properties.refreshes());
        this.users = cache(
                UpstreamOperation.USER,
                properties.user(),
                near(properties.nearUsers(), UpstreamCaches::userWeight),
                new TypeReference<>() {},
                UpstreamCaches::isUser,
                upstream::user);
        this.events = cache(
                UpstreamOperation.EVENT,
                properties.event(),
                near(properties.nearEvents(), UpstreamCaches::eventWeight),
                new TypeReference<>() {},
                UpstreamCaches::isEvent,
                upstream::event);
        this.allUsers = cache(
                UpstreamOperation.USERS,
                properties.list(),
                Caffeine.newBuilder().maximumSize(1).build(),
                new TypeReference<>() {},
                UpstreamCaches::isList,
                (id, requester) -> upstream.users(requester).map(found -> found.map(all -> all.map(UserSummary::of))));
        this.allEvents = cache(
                UpstreamOperation.EVENTS,
                properties.list(),
                Caffeine.newBuilder().maximumSize(1).build(),
                new TypeReference<>() {},
                UpstreamCaches::isList,
                (id, requester) -> upstream.events(requester));
    }

    private <T> ReadThroughCache<T> cache(
            UpstreamOperation kind,
            Lifetime lifetime,
            Cache<String, Copy<T>> near,
            TypeReference<Written<T>> type,
            BiPredicate<String, T> fits,
            BiFunction<String, Requester, Mono<Optional<T>>> upstream) {
        CopyFormat<T> format = new CopyFormat<>(type, fits, REDIS_VALUE);
        return new ReadThroughCache<>(
                new TwoLevelCache<>(kind, near, format, lifetime, redis, clock, meters),
                upstream,
                refreshes,
                properties);
    }

    public ReadThroughCache<UpstreamUser> users() {
        return users;
    }

    public ReadThroughCache<UpstreamEvent> events() {
        return events;
    }

    /** The list of all users, as {@link #ALL}. */
    public ReadThroughCache<UpstreamList<UserSummary>> allUsers() {
        return allUsers;
    }

    /** The list of all events, as {@link #ALL}. */
    public ReadThroughCache<UpstreamList<UpstreamEvent>> allEvents() {
        return allEvents;
    }

    private static <T> Cache<String, Copy<T>> near(DataSize size, Weigher<String, Copy<T>> weigher) {
        return Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher(weigher)
                .build();
    }

    private static int userWeight(String id, Copy<UpstreamUser> copy) {
        int weight = OVERHEAD + id.length();
        UpstreamUser user = copy.value();
        return user == null
                ? weight
                : weight
                        + user.userName().length()
                        + ID * (user.events().size() + user.unreadable().size());
    }

    private static int eventWeight(String id, Copy<UpstreamEvent> copy) {
        int weight = EVENT_OVERHEAD + id.length();
        UpstreamEvent event = copy.value();
        String details = event == null ? null : event.details();
        return event == null
                ? weight
                : weight + 2 * event.name().length() + (details == null ? 0 : 2 * details.length());
    }

    @SuppressWarnings("ConstantValue") // what another program wrote keeps no promises
    private static boolean isUser(String id, UpstreamUser user) {
        return id.equals(user.id()) && user.userName() != null;
    }

    @SuppressWarnings("ConstantValue")
    private static boolean isEvent(String id, UpstreamEvent event) {
        return id.equals(event.id()) && event.name() != null && event.userId() != null;
    }

    private static boolean isList(String id, UpstreamList<?> list) {
        return id.equals(ALL);
    }

    /** A user in the list of all of them, where the ids of everybody's events would be too much. */
    public record UserSummary(String id, String userName, int eventCount) {

        static UserSummary of(UpstreamUser user) {
            return new UserSummary(user.id(), user.userName(), user.events().size());
        }
    }
}
