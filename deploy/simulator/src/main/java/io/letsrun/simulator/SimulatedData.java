package io.letsrun.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The users and the events there are, for all threads; in memory only. */
final class SimulatedData {

    /**
     * Users who exist from the start have so many events. Their ids are UUIDs because the app's tokens carry those; the last group
     * tells their events.
     */
    private static final List<Integer> PRESET = List.of(0, 1, 50, 200, 10_000);

    /** What an id may look like; it means nothing. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final List<String> NAMES =
            List.of("Morning run", "Parkrun", "Track night", "Hill repeats", "Long run");

    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final Map<List<String>, Event> byIdempotencyKey = new HashMap<>();

    /** A user, as the upstream tells it. */
    record User(String id, String userName, String email, List<String> events) {

        static User of(String id, List<String> events) {
            return new User(id, "user-" + id, id.replace(':', '.') + "@upstream.example", List.copyOf(events));
        }
    }

    /** An event, as the upstream tells it. */
    record Event(
            String id, String name, String userId, @Nullable String details) {}

    SimulatedData() {
        PRESET.forEach(size -> user(presetUser(size), size));
    }

    static String presetUser(int events) {
        return String.format(Locale.ROOT, "00000000-0000-8000-8000-%012d", events);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Makes a user anew, with so many events whose ids are the same each time. */
    synchronized List<String> user(String id, int size) {
        List<String> ids = new ArrayList<>(size);
        for (int number = 1; number <= size; number++) {
            String eventId = eventId(id, number);
            String name = NAMES.get(number % NAMES.size()) + " " + number;
            events.put(eventId, new Event(eventId, name, id, "Number " + number + " of " + size));
            ids.add(eventId);
        }
        users.put(id, ids);
        return List.copyOf(ids);
    }

    /** Makes a user anew, who lists these events whether they exist or not. */
    synchronized void user(String id, List<String> eventIds) {
        users.put(id, new ArrayList<>(eventIds));
    }

    synchronized Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id)).map(events -> User.of(id, events));
    }

    synchronized Optional<Event> event(String id) {
        return Optional.ofNullable(events.get(id));
    }

    synchronized List<User> users() {
        return users.entrySet().stream()
                .map(user -> User.of(user.getKey(), user.getValue()))
                .toList();
    }

    synchronized List<Event> events() {
        return List.copyOf(events.values());
    }

    /**
     * Adds an event, and its user with the first one.
     *
     * @param added is told the user, unless the key has been seen with this user before
     */
    synchronized Event add(AddEventRequest wanted, @Nullable String idempotencyKey, Consumer<String> added) {
        if (idempotencyKey == null) {
            return add(wanted, added);
        }
        return byIdempotencyKey.computeIfAbsent(List.of(wanted.userId(), idempotencyKey), first -> add(wanted, added));
    }

    private Event add(AddEventRequest wanted, Consumer<String> added) {
        // A name of its own even after a restart: somebody may still remember an event of the last life.
        Event event = new Event(UUID.randomUUID().toString(), wanted.name(), wanted.userId(), wanted.details());
        events.put(event.id(), event);
        users.computeIfAbsent(wanted.userId(), first -> new ArrayList<>()).add(event.id());
        added.accept(wanted.userId());
        return event;
    }

    /** An id of at most 64 characters, told from another user's by a hash where the user's own id is too long. */
    private static String eventId(String userId, int number) {
        String owner =
                userId.length() <= 50 ? userId : userId.substring(0, 40) + Integer.toHexString(userId.hashCode());
        return String.format(Locale.ROOT, "%s:%05d", owner, number);
    }
}
