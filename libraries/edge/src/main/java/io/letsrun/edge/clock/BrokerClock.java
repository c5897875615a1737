package io.letsrun.edge.clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brokers' time, as far as it can be told from the time stamps that they give to records.
 *
 * <p>A broker stamps a record between the moment it is sent and the moment it is acknowledged, and before it is received. A stamp
 * outside of that tells by how much at least this process's clock is off; while none is, its own time is as good. Thread-safe.
 */
public final class BrokerClock extends Clock {

    /** What clocks that are kept in step differ by at most. */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(BrokerClock.class);

    private final Clock local;

    /** By how many milliseconds the local clock is ahead of the brokers' at least; negative when it is behind. */
    private final AtomicLong aheadMillis = new AtomicLong();

    public BrokerClock(Clock local) {
        this.local = local;
    }

    /** Returns this machine's time, whatever the brokers say. */
    public long localMillis() {
        return local.millis();
    }

    /**
     * A record has just been acknowledged.
     *
     * @param sentMillis the {@linkplain #localMillis local} time at which it was sent, or earlier
     * @param timestampMillis as the broker, or the client where the topic says so, gave it; -1 when unknown
     */
    public void appended(long sentMillis, long timestampMillis) {
        if (timestampMillis < 0) {
            return;
        }
        long ahead = sentMillis - timestampMillis;
        long behind = local.millis() - timestampMillis;
        measured(ahead > 0 ? ahead : Math.min(0, behind));
    }

    /** A record with this time stamp has been received, some time after it was written. */
    public void received(long timestampMillis) {
        long behind = local.millis() - timestampMillis;
        if (behind < -TOLERANCE.toMillis() && behind < aheadMillis.get()) {
            measured(behind);
        }
    }

    private void measured(long ahead) {
        boolean off = isOff(ahead);
        boolean wasOff = isOff(aheadMillis.getAndSet(ahead));
        if (off && !wasOff) {
            log.atError()
                    .addKeyValue("aheadSeconds", ahead / 1_000)
                    .log("This machine's clock is not the brokers'; due times are counted by the brokers' clock");
        } else if (wasOff && !off) {
            log.atInfo().log("This machine's clock agrees with the brokers' again");
        }
    }

    /** Registers {@code letsrun_clock_offset_seconds}. */
    public void register(MeterRegistry meters) {
        Gauge.builder("letsrun.clock.offset", this, BrokerClock::aheadSeconds)
                .description("by how much this machine's clock is ahead of the brokers' at least; negative when behind")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Returns whether the local clock is known to be wrong, or the brokers'. */
    boolean isOff() {
        return isOff(aheadMillis.get());
    }

    private static boolean isOff(long ahead) {
        return Math.abs(ahead) > TOLERANCE.toMillis();
    }

    /** Returns by how many seconds the local clock is ahead of the brokers' at least, negative when behind; 0 when unknown. */
    public double aheadSeconds() {
        return aheadMillis.get() / 1_000.0;
    }

    @Override
    public long millis() {
        long ahead = aheadMillis.get();
        return isOff(ahead) ? local.millis() - ahead : local.millis();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new BrokerClock(local.withZone(zone));
    }
}
