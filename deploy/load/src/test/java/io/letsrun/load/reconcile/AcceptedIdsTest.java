package io.letsrun.load.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedIdsTest {

    private static final UUID ADA = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final UUID RUN = UUID.fromString("019a0000-0000-7000-8000-000000000002");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void file() {
        file = directory.resolve("accepted");
    }

    @Test
    void writesWhatCopyReads() throws IOException {
        try (AcceptedIds ids = AcceptedIds.in(file)) {
            ids.signup(ADA);
            ids.run(ADA, RUN);
        }

        assertThat(file).hasContent(ADA + "\t\\N\n" + ADA + "\t" + RUN + "\n");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        try (AcceptedIds ids = AcceptedIds.in(file)) {
            ids.signup(ADA);
            ids.run(ADA, RUN);
        }

        assertThat(read()).containsExactly(new AcceptedId(ADA, null), new AcceptedId(ADA, RUN));
    }

    @Test
    void aUserAloneIsASignup() throws IOException {
        Files.writeString(file, ADA + "\n");

        assertThat(read()).containsExactly(new AcceptedId(ADA, null));
    }

    @Test
    void nothingAcceptedIsNothingRead() throws IOException {
        AcceptedIds.in(file).close();

        assertThat(read()).isEmpty();
    }

    @Test
    void leavesOutALastLineThatItsWriterDidNotEnd() throws IOException {
        Files.writeString(file, ADA + "\t\\N\n" + ADA + "\t" + RUN.toString().substring(0, 35));

        assertThat(read()).containsExactly(new AcceptedId(ADA, null));
    }

    @Test
    void namesALineThatIsNone() throws IOException {
        Files.writeString(file, ADA + "\nuserId,runId\n");

        assertThatThrownBy(this::read).isInstanceOf(Refusal.class).hasMessageContaining("line 2");
    }

    @Test
    void refusesAFileThatHoldsAnotherBurst() throws IOException {
        Files.writeString(file, ADA + "\n", StandardOpenOption.CREATE_NEW);

        assertThatThrownBy(() -> AcceptedIds.in(file)).isInstanceOf(Refusal.class);
        assertThat(file).hasContent(ADA + "\n");
    }

    @Test
    void remembersWhenTheLastAnswerCameAndNotWhenItWasClosed() throws IOException {
        AcceptedIds ids = AcceptedIds.in(file);
        ids.signup(ADA);
        Instant answered = Instant.now();
        awaitTick(answered);

        ids.close();

        assertThat(new AcceptedFile(file).lastAccepted()).isBeforeOrEqualTo(answered);
    }

    @Test
    void refusesAnAnswerAfterTheEnd() throws IOException {
        AcceptedIds ids = AcceptedIds.in(file);
        ids.close();

        assertThatThrownBy(() -> ids.signup(ADA)).hasMessageContaining("cannot write");
    }

    private static void awaitTick(Instant than) {
        while (Instant.now().toEpochMilli() <= than.toEpochMilli() + 1) {
            Thread.onSpinWait();
        }
    }

    private List<AcceptedId> read() throws IOException {
        try (Stream<AcceptedId> ids = new AcceptedFile(file).ids()) {
            return ids.toList();
        }
    }
}
