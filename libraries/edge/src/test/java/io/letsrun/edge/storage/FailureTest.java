package io.letsrun.edge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "55P03,DEPENDENCY_DOWN",
        "55006,DEPENDENCY_DOWN",
        "57014,DEPENDENCY_DOWN",
        "25P02,DEPENDENCY_DOWN",
        "25P03,DEPENDENCY_DOWN",
        "25P04,DEPENDENCY_DOWN",
        "42501,DEPENDENCY_DOWN",
        "3D000,DEPENDENCY_DOWN",
        "XX000,DEPENDENCY_DOWN",
        "23505,PERMANENT",
        "23514,PERMANENT",
        "22003,PERMANENT",
        "22021,PERMANENT",
        "42P01,DEPENDENCY_DOWN",
        "42703,PERMANENT"
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
        assertThat(Failure.of(new R2dbcTimeoutException("no connection within 2 s")))
                .isEqualTo(Failure.DEPENDENCY_DOWN);
        assertThat(Failure.of(new NotEnoughReplicasException("?"))).isEqualTo(Failure.DEPENDENCY_DOWN);
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAllRecords")
    void isAnOutageWhenTheBrokerRefusesAllRecords(Exception refusal) {
        assertThat(Failure.of(refusal)).isEqualTo(Failure.DEPENDENCY_DOWN);
    }

    static List<Exception> refusalsOfAllRecords() {
        return List.of(
                new TopicAuthorizationException("letsrun.runs"),
                new SaslAuthenticationException("?"),
                new InvalidTopicException("?"),
                new InvalidTimestampException("a clock is wrong"),
                new UnknownTopicOrPartitionException("deleted"));
    }

    @Test
    void isPermanentWhenTheBrokerRefusesThisRecord() {
        assertThat(Failure.of(new RecordTooLargeException())).isEqualTo(Failure.PERMANENT);
        assertThat(Failure.of(new InvalidRecordException("no key"))).isEqualTo(Failure.PERMANENT);
    }

    @Test
    void isPermanentWhenNothingSaysOtherwise() {
        assertThat(Failure.of(new NullPointerException())).isEqualTo(Failure.PERMANENT);
        assertThat(Failure.of(new DataAccessResourceFailureException("?", new R2dbcBadGrammarException("?", "23505"))))
                .isEqualTo(Failure.PERMANENT);
    }
}
