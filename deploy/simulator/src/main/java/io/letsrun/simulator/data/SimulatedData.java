package io.letsrun.simulator.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The users and the events there are, for all threads; in memory only. */
public final class SimulatedData {

    private static final List<String> NAMES =
            List.of("Morning run", "Parkrun", "Track night", "Hill repeats", "Long run");

    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final Map<String, SimulatedEvent> events = new LinkedHashMap<>();
    private final Map<List<String>, SimulatedEvent> byIdempotencyKey = new HashMap<>();

    /** Makes a user anew, with so many events whose ids are the same each time. */
    public synchronized List<String> user(String id, int size) {
        List<String> ids = new ArrayList<>(size);
        for (int number = 1; number <= size; number++) {
            String eventId = eventId(id, number);
            String name = NAMES.get(number % NAMES.size()) + " " + number;
            events.put(eventId, new SimulatedEvent(eventId, name, id, "Number " + number + " of " + size));
            ids.add(eventId);
        }
        users.put(id, ids);
        return List.copyOf(ids);
    }

    /** Makes a user anew, who lists these events whether they exist or not. */
    public synchronized void user(String id, List<String> eventIds) {
        users.put(id, new ArrayList<>(eventIds));
    }

    public synchronized Optional<SimulatedUser> user(String id) {
        return Optional.ofNullable(users.get(id)).map(events -> SimulatedUser.of(id, events));
    }

    public synchronized Optional<SimulatedEvent> event(String id) {
        return Optional.ofNullable(events.get(id));
    }

    public synchronized List<SimulatedUser> users() {
        return users.entrySet().stream()
                .map(user -> SimulatedUser.of(user.getKey(), user.getValue()))
                .toList();
    }

    public synchronized List<SimulatedEvent> events() {
        return List.copyOf(events.values());
    }

    /**
     * Adds an event, and its user with the first one.
     *
     * @param added is told the user, unless the key has been seen with this user before
     */
    public synchronized SimulatedEvent add(
            AddEventRequest wanted, @Nullable String idempotencyKey, Consumer<String> added) {
        if (idempotencyKey == null) {
            return add(wanted, added);
        }
        return byIdempotencyKey.computeIfAbsent(List.of(wanted.userId(), idempotencyKey), first -> add(wanted, added));
    }

    private SimulatedEvent add(AddEventRequest wanted, Consumer<String> added) {
        // A name of its own even after a restart: somebody may still remember an event of the last life.
        SimulatedEvent event =
                new SimulatedEvent(UUID.randomUUID().toString(), wanted.name(), wanted.userId(), wanted.details());
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
