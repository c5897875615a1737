package io.letsrun.simulator.knobs;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How one operation behaves.
 *
 * @param latency how long its calls take
 * @param faults the share of its calls that go wrong in each way, together at most 1
 */
public record Behaviour(LatencyModel latency, Map<InjectedFault, Double> faults) {

    public Behaviour {
        faults = Map.copyOf(faults);
        faults.forEach((fault, share) -> Knobs.check("the share of " + fault, share, 0, 1));
        double sum = faults.values().stream().mapToDouble(Double::doubleValue).sum();
        Knobs.check("the sum of the faults' shares", Math.round(sum * 1e9) / 1e9, 0, 1);
    }

    static Behaviour of(LatencyModel latency) {
        return new Behaviour(latency, Map.of());
    }

    public Behaviour taking(LatencyModel other) {
        return new Behaviour(other, faults);
    }

    public Behaviour failing(InjectedFault fault, double share) {
        Map<InjectedFault, Double> more = new EnumMap<>(InjectedFault.class);
        more.putAll(faults);
        more.put(fault, share);
        return new Behaviour(latency, more);
    }

    public Optional<InjectedFault> fault(RandomGenerator random) {
        double drawn = random.nextDouble();
        for (InjectedFault fault : InjectedFault.values()) {
            drawn -= faults.getOrDefault(fault, 0.0);
            if (drawn < 0) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
