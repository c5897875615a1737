package io.letsrun.console.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintTest {

    private static final String STACK = """
            java.lang.IllegalStateException: no
            \tat java.base/java.util.Optional.get(Optional.java:143)
            \tat io.letsrun.profile.ledger.RunLedger.lambda$store$%d(RunLedger.java:%d)
            \tat io.letsrun.profile.ledger.RunLedger$$Lambda/0x%x.accept(Unknown Source)
            \tat app//io.letsrun.profile.ledger.RunLedger.store(RunLedger.java:%d)
            \tat io.letsrun.delivery.%s.deliver(X.java:41)
            """;

    /** Two values of each kind make one message, wherever they stand. */
    @Property
    void isTheSameForEveryValue(
            @ForAll("words") String before,
            @ForAll("words") String between,
            @ForAll("kinds") Values one,
            @ForAll("kinds") Values other) {
        String first = before + " " + one.first() + " " + between + "=(" + other.first() + ")";
        String second = before + " " + one.second() + " " + between + "=(" + other.second() + ")";

        assertThat(of(first, STACK)).isEqualTo(of(second, STACK));
    }

    @Property
    void differsWhereTheWordsDo(
            @ForAll("words") String one, @ForAll("words") String other, @ForAll("kinds") Values values) {
        boolean same = one.equals(other);

        assertThat(of(one + " " + values.first(), STACK).equals(of(other + " " + values.first(), STACK)))
                .isEqualTo(same);
    }

    @Property
    void isBlankedOnce(@ForAll String message) {
        String blanked = Fingerprint.blank(message);

        assertThat(Fingerprint.blank(blanked)).isEqualTo(blanked);
    }

    @Property
    void doesNotDependOnTheBuildNorOnHowTheRecordCame(@ForAll int line, @ForAll int lambda) {
        String batch = STACK.formatted(lambda & 0xff, line & 0xffff, line, 77, "BatchDelivery");
        String retry = STACK.formatted(1, 2, 3, 4, "RetryDelivery");

        assertThat(of("no", batch)).isEqualTo(of("no", retry));
    }

    @Example
    void namesTheTopFramesOfOurCode() {
        assertThat(Fingerprint.of("g", "E", "m", STACK.formatted(1, 2, 3, 4, "X"))
                        .frames())
                .isEqualTo("""
                        io.letsrun.profile.ledger.RunLedger.lambda$store
                        io.letsrun.profile.ledger.RunLedger.store""");
    }

    @Example
    void tellsPartsApart() {
        assertThat(new Fingerprint("ab", "c", "", "").digest())
                .isNotEqualTo(new Fingerprint("a", "bc", "", "").digest())
                .matches("[0-9a-f]{64}");
    }

    @Example
    void leavesTheWordsOfAMessage() {
        assertThat(Fingerprint.blank("duplicate key (user_id)=(0190c0de-0000-7000-8000-000000000001) at"
                        + " 2026-01-01T06:00:00.123Z: 'x y' for wilma@example.com, 12.5 of -3 in 0x1f, don't"))
                .isEqualTo("duplicate key (user_id)=(<id>) at <time>: <text> for <email>, <n> of <n> in <n>, don't");
    }

    private static String of(String message, String stack) {
        return Fingerprint.of("profile-consumer", "java.lang.IllegalStateException", message, stack)
                .digest();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("pace", "out", "of", "range", "for", "don't", "user", "é", "run")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<Values> kinds() {
        return Arbitraries.oneOf(
                pairs(Arbitraries.longs().map(String::valueOf)),
                pairs(Arbitraries.doubles().between(-1e9, 1e9).ofScale(3).map(String::valueOf)),
                pairs(Arbitraries.create(UUID::randomUUID).map(String::valueOf)),
                pairs(Arbitraries.strings().ofMaxLength(9).map(text -> '"' + text.replace("\"", "") + '"')),
                pairs(Arbitraries.strings().alpha().numeric().ofMaxLength(9).map(text -> "'" + text + "'")),
                pairs(Arbitraries.strings()
                        .alpha()
                        .ofMinLength(1)
                        .ofMaxLength(9)
                        .map(name -> name + "@example.com")),
                pairs(Arbitraries.integers()
                        .between(0x100000, Integer.MAX_VALUE)
                        .map(n -> "0x" + Integer.toHexString(n))),
                pairs(Arbitraries.integers()
                        .between(0, 59)
                        .map(n -> String.format(Locale.ROOT, "2026-01-01T06:%02d:00.%03dZ", n, n))));
    }

    private static Arbitrary<Values> pairs(Arbitrary<String> value) {
        return value.tuple2().map(pair -> new Values(pair.get1(), pair.get2()));
    }

    record Values(String first, String second) {}
}
