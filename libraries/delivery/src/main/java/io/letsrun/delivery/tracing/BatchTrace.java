package io.letsrun.delivery.tracing;

import io.letsrun.contracts.event.Event;
import io.letsrun.delivery.retry.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Takes note of what happens to a batch, for its trace. {@link #NONE}, of a batch that is not traced, does nothing. */
public interface BatchTrace {

    BatchTrace NONE = new BatchTrace() {};

    /** Returns the trace of the batch that is being stored there. */
    static BatchTrace of(ContextView context) {
        return context.hasKey(BatchTrace.class) ? context.get(BatchTrace.class) : NONE;
    }

    default Context within(Context context) {
        return context;
    }

    /** @param index of the record in the batch */
    default void read(int index, Event event) {}

    /** A statement has ended, well or not. */
    default void ran(Statement statement) {}

    /** The last statement decided what becomes of the record. */
    default void decided(int index) {}

    /** Returns the {@code traceparent} of what follows from the event; null when there is no trace to carry on. */
    default @Nullable String parentOf(Event cause) {
        return null;
    }

    /** The batch is committed. */
    default void settled(List<Verdict> verdicts) {}

    /** The batch will come again. */
    default void failed(Throwable error) {}
}
