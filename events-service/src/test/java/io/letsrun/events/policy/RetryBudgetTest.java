package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    @Test
    void allowsATenthOfTheCallsOnceTheReserveIsGone() {
        RetryBudget budget = new RetryBudget(0.1, 10, 10);

        int extra = 0;
        for (int call = 0; call < 1_000; call++) {
            budget.earn();
            extra += budget.take() ? 1 : 0;
        }

        assertThat(extra).isEqualTo(109); // the first call's tenth found the reserve full
    }

    @Test
    void keepsNoMoreThanItsMost() {
        RetryBudget budget = new RetryBudget(0.5, 3, 0);
        for (int call = 0; call < 100; call++) {
            budget.earn();
        }

        assertThat(budget.left()).isEqualTo(3);
        assertThat(Stream.generate(budget::take).limit(5)).containsExactly(true, true, true, false, false);
    }

    @Property
    void neverAllowsMoreThanItsShare(
            @ForAll @Size(max = 500) boolean[] fails, @ForAll @IntRange(min = 0, max = 20) int initial) {
        RetryBudget budget = new RetryBudget(0.1, 20, initial);
        int extra = 0;
        for (int call = 0; call < fails.length; call++) {
            budget.earn();
            extra += fails[call] && budget.take() ? 1 : 0;
            assertThat(extra).isLessThanOrEqualTo(initial + (call + 1) / 10);
        }
    }
}
