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
 * The brokers' time, estimated from the time stamps of records.
 *
 * <p>A broker stamps a record after it is sent, and before it is acknowledged or received. A stamp outside of that range shows
 * by how much at least the local clock is wrong; without one, the local time is used. Thread-safe.
 */
public final class BrokerClock extends Clock {

    /** The largest difference of synchronized clocks. */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(BrokerClock.class);

    private final Clock local;

    /** The least by which the local clock is ahead of the brokers'; negative when it is behind. */
    private final AtomicLong aheadMillis = new AtomicLong();

    public BrokerClock(Clock local) {
        this.local = local;
    }

    /** Returns this machine's time. */
    public long localMillis() {
        return local.millis();
    }

    /**
     * Learns from a record that has just been acknowledged.
     *
     * @param sentMillis the {@linkplain #localMillis local} time at which it was sent, or earlier
     * @param timestampMillis the record's time stamp; -1 when unknown
     */
    public void appended(long sentMillis, long timestampMillis) {
        if (timestampMillis < 0) {
            return;
        }
        long ahead = sentMillis - timestampMillis;
        long behind = local.millis() - timestampMillis;
        measured(ahead > 0 ? ahead : Math.min(0, behind));
    }

    /** Learns from a record that has been received, some time after it was written. */
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
                    .log("This machine's clock differs from the brokers'; their clock is used for due times");
        } else if (wasOff && !off) {
            log.atInfo().log("This machine's clock agrees with the brokers' again");
        }
    }

    /** Registers {@code letsrun_clock_offset_seconds}. */
    public void register(MeterRegistry meters) {
        Gauge.builder("letsrun.clock.offset", this, BrokerClock::aheadSeconds)
                .description("the least by which this machine's clock is ahead of the brokers'; negative when behind")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Returns whether the local clock and the brokers' are known to differ. */
    boolean isOff() {
        return isOff(aheadMillis.get());
    }

    private static boolean isOff(long ahead) {
        return Math.abs(ahead) > TOLERANCE.toMillis();
    }

    /** Returns the least by which the local clock is ahead of the brokers', negative when behind; 0 when unknown. */
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
