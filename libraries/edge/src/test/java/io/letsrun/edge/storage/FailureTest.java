package io.letsrun.edge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "08001,DEPENDENCY_DOWN",
        "08006,DEPENDENCY_DOWN",
        "28P01,DEPENDENCY_DOWN",
        "53300,DEPENDENCY_DOWN",
        "53100,DEPENDENCY_DOWN",
        "57P01,DEPENDENCY_DOWN",
        "57P03,DEPENDENCY_DOWN",
        "58030,DEPENDENCY_DOWN",
        "25006,DEPENDENCY_DOWN",
        "40001,TRANSIENT",
        "40P01,TRANSIENT",
        "55P03,TRANSIENT",
        "57014,TRANSIENT",
        "23505,PERMANENT",
        "23514,PERMANENT",
        "22003,PERMANENT",
        "22021,PERMANENT",
        "42P01,PERMANENT"
    })
    void isReadFromTheSqlState(String state, Failure failure) {
        assertThat(Failure.of(new R2dbcBadGrammarException("?", state))).isEqualTo(failure);
        assertThat(Failure.of(new RuntimeException(new R2dbcBadGrammarException("?", state))))
                .isEqualTo(failure);
    }

    @Test
    void isAnOutageWhenSomethingIsAway() {
        assertThat(Failure.of(new R2dbcNonTransientResourceException("Cannot connect")))
                .isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new DataAccessResourceFailureException("?", new ConnectException())))
                .isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new CannotCreateTransactionException("?"))).isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new IOException("reset"))).isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new TimeoutException())).isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new NotEnoughReplicasException("?"))).isEqualTo(Failure.DEPENDENCY_DOWN);
    }

    @Test
    void isPermanentWhenNothingSaysOtherwise() {
        assertThat(Failure.of(new NullPointerException())).isEqualTo(Failure.PERMANENT);
        assertThat(Failure.of(new RecordTooLargeException())).isEqualTo(Failure.PERMANENT);
        assertThat(Failure.of(new DataAccessResourceFailureException("?", new R2dbcBadGrammarException("?", "23505"))))
                .isEqualTo(Failure.PERMANENT);
    }
}
