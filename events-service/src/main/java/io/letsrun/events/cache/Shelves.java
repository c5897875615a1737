package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.letsrun.events.cache.CopyFormat.Written;
import io.letsrun.events.cache.Held.Copy;
import io.letsrun.events.upstream.Event;
import io.letsrun.events.upstream.Fetched;
import io.letsrun.events.upstream.Upstream;
import io.letsrun.events.upstream.User;
import java.util.List;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.type.TypeReference;

/** The copies of everything that the upstream has. */
public final class Shelves {

    /** The id under which a list lies on its shelf, where there is only one. */
    public static final String ALL = "all";

    private static final int OVERHEAD = 150; // of a copy, its key and its place in the cache, in bytes
    private static final int EVENT_OVERHEAD = 450; // with the event's own ids, which are not its key's

    private final Shelf<KnownUser> users;
    private final Shelf<Event> events;
    private final Shelf<List<UserSummary>> allUsers;
    private final Shelf<List<Event>> allEvents;

    Shelves(Upstream upstream, Surroundings around) {
        CacheProperties properties = around.properties();
        long max = properties.redisValue().toBytes();
        this.users = new Shelf<>(
                Kind.USER,
                near(properties.nearUsers(), Shelves::userWeight),
                new CopyFormat<>(new TypeReference<Written<KnownUser>>() {}, Shelves::isUser, max),
                (id, asker) -> upstream.user(id, asker).map(found -> found(found, KnownUser::of)),
                around);
        this.events = new Shelf<>(
                Kind.EVENT,
                near(properties.nearEvents(), Shelves::eventWeight),
                new CopyFormat<>(new TypeReference<Written<Event>>() {}, Shelves::isEvent, max),
                upstream::event,
                around);
        this.allUsers = new Shelf<>(
                Kind.USERS,
                Caffeine.newBuilder().maximumSize(1).build(),
                new CopyFormat<>(new TypeReference<Written<List<UserSummary>>>() {}, (id, list) -> true, max),
                (id, asker) -> upstream.users(asker).map(found -> found(found, Shelves::summaries)),
                around);
        this.allEvents = new Shelf<>(
                Kind.EVENTS,
                Caffeine.newBuilder().maximumSize(1).build(),
                new CopyFormat<>(new TypeReference<Written<List<Event>>>() {}, (id, list) -> true, max),
                (id, asker) -> upstream.events(asker),
                around);
    }

    public Shelf<KnownUser> users() {
        return users;
    }

    public Shelf<Event> events() {
        return events;
    }

    /** The list of all users, as {@link #ALL}. */
    public Shelf<List<UserSummary>> allUsers() {
        return allUsers;
    }

    /** The list of all events, as {@link #ALL}. */
    public Shelf<List<Event>> allEvents() {
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

    private static int eventWeight(String id, Copy<Event> copy) {
        int weight = EVENT_OVERHEAD + id.length();
        Event event = copy.value();
        String details = event == null ? null : event.details();
        return event == null
                ? weight
                : weight + 2 * event.name().length() + (details == null ? 0 : 2 * details.length());
    }

    private static boolean isUser(String id, KnownUser user) {
        return id.equals(user.id()) && user.userName() != null;
    }

    @SuppressWarnings("ConstantValue") // what another program wrote keeps no promises
    private static boolean isEvent(String id, Event event) {
        return id.equals(event.id()) && event.name() != null && event.userId() != null;
    }

    private static List<UserSummary> summaries(List<User> users) {
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
