package io.letsrun.contracts.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.signup.SignupRequested;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

    /** Known answers, computed apart from this code: RATIONALE.md has the line of Python. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            ada@example.org, 51
            grace@example.org, 8
            a@b.example, 58
            bücher@example.org, 39
            ж@xn--e1afmkfd.xn--p1ai, 48
            """)
    void followsFromTheAddressAlone(String emailKey, short bucket) {
        assertThat(Bucket.ofEmailKey(emailKey)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071, 51
            00000000-0000-8000-8000-000000000000, 0
            00000000-0000-8fff-8000-000000000000, 63
            ffffffff-ffff-803f-bfff-ffffffffffff, 0
            ffffffff-ffff-8840-bfff-ffffffffffff, 33
            """)
    void standsInTheUserId(UUID userId, short bucket) {
        assertThat(Bucket.ofUser(userId)).isEqualTo(bucket);
    }

    @Property
    void everyUserIdBearsItsBucketAndWhatItWasMadeOf(
            @ForAll @IntRange(max = 63) int bucket, @ForAll long high, @ForAll long low) {
        UUID id = UserId.of(bucket, high, low);

        assertThat(UserId.isWellFormed(id)).isTrue();
        assertThat((int) Bucket.ofUser(id)).isEqualTo(bucket);
        assertThat(id).isNotEqualTo(UserId.of(bucket, high ^ 1, low));
        assertThat(id).isNotEqualTo(UserId.of(bucket, high ^ Long.MIN_VALUE, low));
        assertThat(id).isNotEqualTo(UserId.of(bucket, high, low ^ 4));
    }

    @Test
    void aSignupIsOfTheBucketOfItsAddress() {
        UUID ofAnother = UserId.of((Bucket.ofEmailKey("ada@example.org") + 1) % Bucket.COUNT, 1, 1);

        assertThatThrownBy(() -> new SignupRequested(
                        ofAnother, "ada@example.org", "ada@example.org", "Ada", "N", null, null, null, Instant.EPOCH))
                .hasMessage("userId was made for another emailKey, since its bucket is another");
    }

    @Test
    void thereAreNoOtherBuckets() {
        assertThatThrownBy(() -> UserId.of(64, 0, 0)).hasMessageContaining("64");
        assertThatThrownBy(() -> UserId.of(-1, 0, 0)).hasMessageContaining("-1");
    }

    @Property
    void aUserAndTheAddressOfTheirBucketShareAPartition(
            @ForAll @IntRange(max = 63) int bucket,
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(min = 1, max = 200) int partitions) {
        String user = UserId.of(bucket, high, low).toString();

        assertThat(partition(user.getBytes(UTF_8), partitions))
                .isEqualTo(bucket % partitions)
                .isEqualTo(partition(BucketPartitioner.key(bucket).getBytes(UTF_8), partitions));
    }

    @ParameterizedTest
    @CsvSource({
        "64",
        "-1",
        "7x",
        "0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071",
        "0190a0b0-c0d0-8e0f-8a1b-2c3d4e5f60zz",
        "row-1"
    })
    void anyOtherKeyGoesWhereKafkaWouldPutIt(String key) {
        byte[] bytes = key.getBytes(UTF_8);

        assertThat(partition(bytes, 6)).isEqualTo(Utils.toPositive(Utils.murmur2(bytes)) % 6);
    }

    @Test
    void aRecordWithoutAKeyGoesAnywhere() {
        assertThat(IntStream.range(0, 1_000).map(unused -> partition(null, 3)).distinct())
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    private static int partition(byte @Nullable [] key, int partitions) {
        Node node = new Node(1, "localhost", 9092);
        List<PartitionInfo> all = IntStream.range(0, partitions)
                .mapToObj(n -> new PartitionInfo("t", n, node, new Node[] {node}, new Node[] {node}))
                .toList();
        Cluster cluster = new Cluster("c", List.of(node), all, Set.of(), Set.of());
        try (BucketPartitioner partitioner = new BucketPartitioner()) {
            return partitioner.partition("t", key, key, key, key, cluster);
        }
    }
}
