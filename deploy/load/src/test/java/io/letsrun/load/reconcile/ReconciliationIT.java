package io.letsrun.load.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
import io.letsrun.load.reconcile.ReconciliationResult.Fates;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationIT {

    private static final Schemas SCHEMAS = new Schemas(Infrastructure.shared().postgres());
    private static final Broker BROKER =
            new Broker(Infrastructure.shared().kafka().bootstrapServers());
    private static final GroupTopics SIGNUPS = RecordKind.SIGNUP.topics();
    private static final GroupTopics RUNS = RecordKind.RUN.topics();
    private static final Instant START = Instant.parse("2026-01-02T06:00:00Z");
    private static final int RUN_MILLIMETRES = 5_000_000;
    private static final int RUN_SECONDS = 1_800;

    @TempDir
    private Path directory;

    private final List<AcceptedId> accepted = new ArrayList<>();

    @BeforeAll
    static void create() throws IOException, SQLException {
        SCHEMAS.create();
        BROKER.createTopics();
    }

    @Test
    void accountsForWhatIsStoredRejectedAndDeadLettered() throws Exception {
        Instant stored = Instant.now().plusSeconds(60);
        UUID ada = signedUp("ada");
        storeAccount(ada, "ada", stored);
        UUID rival = signedUp("ada");
        storeRejection(rival);
        UUID poison = signedUp("poison");
        indexLetter(SIGNUPS, poison.toString(), poison, "open");
        UUID run = accepted(ada, "first");
        storeRun(ada, run, "first");
        storeTotals(ada, 1);

        ReconciliationResult account = reconcile();

        assertThat(account.signups()).isEqualTo(new Fates(3, 1, 1, 1, 0, 0));
        assertThat(account.runs()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
        assertThat(account.doubled()).isEqualTo(new Doubled(0, 0, 0));
        assertThat(account.holds()).isTrue();
        assertThat(account.lastStoredAfter()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(60));
        assertThat(account.lostIds()).isNull();
    }

    @Test
    void namesASignupThatIsNowhere() throws Exception {
        UUID ada = signedUp("ada");
        storeAccount(ada, unique("ada"), Instant.now());
        UUID lost = signedUp("lost");

        ReconciliationResult account = reconcile();

        assertThat(account.signups()).isEqualTo(new Fates(2, 1, 0, 0, 0, 1));
        assertThat(account.lost()).containsExactly(new AcceptedId(lost, null));
        assertThat(account.lostIds()).hasContent(lost + "\t\\N");
        assertThat(account.holds()).isFalse();
    }

    @Test
    void namesARunThatItsGroupHasSettledAndNotStored() throws Exception {
        UUID ada = RandomUsers.any();
        UUID lost = accepted(ada, "lost");
        BROKER.commit(RUNS, BROKER.publish(RUNS.topic(), run(ada, "lost")));

        ReconciliationResult account = reconcile();

        assertThat(account.runs()).isEqualTo(new Fates(1, 0, 0, 0, 0, 1));
        assertThat(account.lost()).containsExactly(new AcceptedId(ada, lost));
    }

    @Test
    void tellsOnlyTheFirstOfManyLostAndWritesAll() throws Exception {
        for (int i = 0; i < 25; i++) {
            signedUp("lost");
        }

        ReconciliationResult account = reconcile();

        assertThat(account.lost()).hasSize(20);
        assertThat(account.lostIds()).content().hasLineCount(25);
    }

    @Test
    void whatItsTopicStillHoldsIsWaiting() throws Exception {
        UUID ada = signedUp("ada");
        BROKER.publish(SIGNUPS.topic(), signup(ada));

        assertThat(reconcile().signups()).isEqualTo(new Fates(1, 0, 0, 0, 1, 0));
    }

    @Test
    void whatARetryTopicHoldsIsWaiting() throws Exception {
        UUID ada = RandomUsers.any();
        accepted(ada, "soon");
        BROKER.commit(RUNS, BROKER.publish(RUNS.topic(), run(ada, "soon")));
        BROKER.publish(RUNS.retry(0), run(ada, "soon"));

        assertThat(reconcile().runs()).isEqualTo(new Fates(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aDeadLetterCountsBeforeItIsIndexed() throws Exception {
        UUID ada = signedUp("ada");
        BROKER.publish(SIGNUPS.deadLetters(), signup(ada));
        accepted(ada, "bad");
        BROKER.publish(RUNS.deadLetters(), run(ada, "bad"));

        ReconciliationResult account = reconcile();

        assertThat(account.signups()).isEqualTo(new Fates(1, 0, 0, 1, 0, 0));
        assertThat(account.runs()).isEqualTo(new Fates(1, 0, 0, 1, 0, 0));
    }

    @Test
    void aDeadLetterOfAnyVersionOfARunIsTheRuns() throws Exception {
        UUID ada = RandomUsers.any();
        UUID run = accepted(ada, "bad");
        indexLetter(RUNS, run + ".17", ada, "discarded");

        assertThat(reconcile().runs()).isEqualTo(new Fates(1, 0, 0, 1, 0, 0));
    }

    @Test
    void aLetterThatIsBeingReplayedIsWaiting() throws Exception {
        UUID ada = signedUp("ada");
        indexLetter(SIGNUPS, ada.toString(), ada, "sent");

        assertThat(reconcile().signups()).isEqualTo(new Fates(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aLetterThatWasAppliedAndLeftNoRowIsLost() throws Exception {
        UUID ada = signedUp("ada");
        indexLetter(SIGNUPS, ada.toString(), ada, "applied");

        assertThat(reconcile().signups()).isEqualTo(new Fates(1, 0, 0, 0, 0, 1));
    }

    @Test
    void theRunsOfARejectedUserWereRemovedByDesign() throws Exception {
        UUID rival = signedUp("ada");
        storeRejection(rival);
        accepted(rival, "gone");
        SCHEMAS.execute(
                "profile",
                "INSERT INTO profile.runner_totals VALUES (?, ?, 0, 0, 0, true, now())",
                Bucket.ofUser(rival),
                rival);

        ReconciliationResult account = reconcile();

        assertThat(account.runs()).isEqualTo(new Fates(1, 0, 1, 0, 0, 0));
        assertThat(account.holds()).isTrue();
    }

    @Test
    void anIdThatWasAcceptedTwiceIsOne() throws Exception {
        UUID ada = signedUp("ada");
        accepted.add(new AcceptedId(ada, null));
        storeAccount(ada, unique("ada"), Instant.now());

        ReconciliationResult account = reconcile();

        assertThat(account.signups()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
        assertThat(account.holds()).isTrue();
    }

    @Test
    void oneAddressWithTwoAccountsIsDoubled() throws Exception {
        String email = unique("Ada");
        UUID first = signedUp("ada");
        storeAccount(first, email, Instant.now());
        storeAccount(RandomUsers.any(), email.toLowerCase(Locale.ROOT), Instant.now());

        assertThat(reconcile().doubled()).isEqualTo(new Doubled(1, 0, 0));
    }

    @Test
    void aUserWithAnAccountAndARejectionIsDoubled() throws Exception {
        UUID ada = signedUp("ada");
        storeAccount(ada, unique("ada"), Instant.now());
        storeRejection(ada);

        assertThat(reconcile().doubled()).isEqualTo(new Doubled(1, 0, 0));
    }

    @Test
    void oneRunInTwoRowsIsDoubled() throws Exception {
        UUID ada = RandomUsers.any();
        UUID run = accepted(ada, "first");
        storeRun(ada, run, "first");
        storeRun(ada, RunId.of(ada, "another id", START), "first");
        storeTotals(ada, 2);

        ReconciliationResult account = reconcile();

        assertThat(account.doubled()).isEqualTo(new Doubled(0, 1, 0));
        assertThat(account.holds()).isFalse();
    }

    @Test
    void totalsThatCountARunTwiceAreDoubled() throws Exception {
        UUID ada = RandomUsers.any();
        storeRun(ada, accepted(ada, "first"), "first");
        storeTotals(ada, 2);

        assertThat(reconcile().doubled()).isEqualTo(new Doubled(0, 0, 1));
    }

    private ReconciliationResult reconcile() throws Exception {
        Path file = directory.resolve("accepted");
        try (AcceptedIds ids = AcceptedIds.in(file)) {
            accepted.forEach(id -> {
                if (id.runId() == null) {
                    ids.signup(id.userId());
                } else {
                    ids.run(id.userId(), id.runId());
                }
            });
        }
        return new Reconciliation(SCHEMAS::connect, BROKER.bootstrapServers(), step -> {}).now(file);
    }

    private UUID signedUp(String name) {
        UUID user = RandomUsers.any();
        accepted.add(new AcceptedId(user, null));
        return user;
    }

    private UUID accepted(UUID user, String clientRunId) {
        UUID run = RunId.of(user, clientRunId, START);
        accepted.add(new AcceptedId(user, run));
        return run;
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID() + "@example.org";
    }

    private static SignupRequested signup(UUID user) {
        String email = Stream.generate(() -> unique("ada"))
                .filter(address -> Bucket.ofEmailKey(address) == Bucket.ofUser(user))
                .findFirst()
                .orElseThrow();
        return new SignupRequested(user, email, email, "Ada", "Nwosu", null, null, null, Instant.now());
    }

    private static RunRecorded run(UUID user, String clientRunId) {
        return new RunRecorded(
                user,
                RunId.of(user, clientRunId, START),
                clientRunId,
                1,
                START,
                null,
                null,
                RUN_MILLIMETRES,
                RUN_SECONDS,
                null,
                null,
                null);
    }

    private static void storeAccount(UUID user, String email, Instant at) {
        SCHEMAS.execute(
                "signup",
                "INSERT INTO signup.account VALUES (?, ?, ?, 'Ada', 'Nwosu', NULL, NULL, NULL, now(), ?)",
                Bucket.ofUser(user),
                user,
                email,
                at.atOffset(ZoneOffset.UTC));
    }

    private static void storeRejection(UUID user) {
        SCHEMAS.execute(
                "signup",
                "INSERT INTO signup.rejection VALUES (?, ?, 'email-taken', now())",
                Bucket.ofUser(user),
                user);
    }

    private static void storeRun(UUID user, UUID run, String clientRunId) {
        SCHEMAS.execute(
                "profile",
                "INSERT INTO profile.run (bucket, user_id, run_id, version, distance_mm, elapsed_s, deleted, client_run_id) "
                        + "VALUES (?, ?, ?, 1, ?, ?, false, ?)",
                Bucket.ofUser(user),
                user,
                run,
                RUN_MILLIMETRES,
                RUN_SECONDS,
                clientRunId);
    }

    private static void storeTotals(UUID user, int runs) {
        SCHEMAS.execute(
                "profile",
                "INSERT INTO profile.runner_totals VALUES (?, ?, ?, ?, ?, false, now())",
                Bucket.ofUser(user),
                user,
                runs,
                (long) runs * RUN_MILLIMETRES,
                (long) runs * RUN_SECONDS);
    }

    private static void indexLetter(GroupTopics group, String eventId, UUID user, String state) {
        SCHEMAS.execute(
                "dead_letters",
                """
                WITH cause AS (
                    INSERT INTO dead_letters.cause (fingerprint, group_name, exception_class, message, frames, first_seen, last_seen)
                    VALUES (?, ?, '', '', '', now(), now())
                    RETURNING fingerprint, group_name
                ), pile AS (
                    INSERT INTO dead_letters.pile (fingerprint, topic, group_name, exception_class)
                    SELECT fingerprint, ?, group_name, '' FROM cause
                    RETURNING id, fingerprint, topic, group_name
                )
                INSERT INTO dead_letters.letter (dlt_topic, dlt_partition, dlt_offset, topic, group_name, event_id, user_id,
                        reason, exception_class, message, stack, attempts, first_failure, last_failure, fingerprint, pile,
                        headers, replay_count, state)
                SELECT fingerprint, 0, 0, topic, group_name, ?, ?, 'rule', '', '', '', 1, now(), now(), fingerprint, id, '[]', 0, ?
                  FROM pile
                """,
                UUID.randomUUID().toString(),
                group.group(),
                group.topic().name(),
                eventId,
                user,
                state);
    }
}
