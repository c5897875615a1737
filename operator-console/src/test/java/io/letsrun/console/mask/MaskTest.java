package io.letsrun.console.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static final String PERSON = "Wilma";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"Wilma@x.de\",\"emailKey\":\"Wilma@x.de\",\"firstName\":\"Wilma\",\"lastName\":\"Wilma\"}",
                "{\"a\":[{\"FirstName\":{\"deep\":\"Wilma\"}},[\"to Wilma@x.de\"]],\"last_name\":[\"Wilma\"]}",
                "{\"Wilma@x.de\":1}",
                "\"Wilma@x.de\"",
                "{\"firstName\":\"Wilma",
                "{\"firstName\" : \"Wilma\\\"Wilma\", oops",
                "{\"email\":\"Wilma\\u0040x.de\", oops",
                "{'lastName': 'Wilma', oops",
                "SignupRequested[email=Wilma@x.de, firstName=Wilma Wilma, lastName=Wilma]",
                "{\"text\":\"{\\\"firstName\\\":\\\"Wilma\\\"}\"}",
                "first-name: Wilma",
                "mailto:Wilma%40x.de",
                "\"Wilma Wilma\"@x.de",
                "<Wilma@localhost>",
                "Wilma.Wilma+Wilma@xn--bcher-kva.example",
                "ö.Wilma@bücher.example",
                "\0{\0\"firstName\":\"Wil\0ma\""
            })
    void hidesWhoItIs(String text) {
        Payload payload = Payload.masked(text.getBytes(StandardCharsets.UTF_8));

        assertThat(payload.text()).doesNotContain(PERSON).contains(Mask.HIDDEN);
        assertThat(payload.masked()).isTrue();
    }

    @Example
    void hidesWhoItIsInOtherEncodings() {
        String json = "{\"firstName\":\"Wilma\",\"email\":\"Wilma@x.de\"}";

        assertThat(Payload.masked(json.getBytes(StandardCharsets.UTF_16BE)).text())
                .doesNotContain(PERSON);
        assertThat(Payload.masked((json + "oops").getBytes(StandardCharsets.UTF_16LE))
                        .text())
                .doesNotContain(PERSON);
        assertThat(Payload.masked((json + "\u00ff").getBytes(StandardCharsets.ISO_8859_1))
                        .text())
                .doesNotContain(PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<signup><name>Wilma</name></signup>",
                "Obj\u0001\u0004\u0016avro.schema Wilma",
                "{\"surname\":\"Wilma\"}",
                "[\"Wilma\",\"Okoro\"]",
                "{\"accessToken\":\"Wilma\"}",
                "{\"eventId\":\"Wilma@x.de\"}",
                "{\"Wilma\":1}",
                "{\"userId\":\"Wilma\",\"startedAt\":\"Wilma\",\"timeZone\":\"Wilma\",\"version\":\"Wilma\"}",
                "{\"timeZone\":[\"Wilma\"],\"version\":{\"version\":\"Wilma\"}}",
                "{\"reason\":\"Wilma\"}",
                "{\"timeZone\":\"Europe/Wilma\"}",
                "\"Wilma%2540x.de\"",
                "\"Wilma\"",
                "Wilma"
            })
    void hidesWhateverIsNotKnownToBeHarmless(String text) {
        assertThat(Payload.masked(text.getBytes(StandardCharsets.UTF_8)).text()).doesNotContain(PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "%40",
                "%2540",
                "%252540",
                "\uFF20",
                "\uFE6B",
                "&#x40;",
                "&#64;",
                "&#0064",
                "&commat;",
                "&amp;#64;",
                "\\u0040",
                "\\x40",
                "=40"
            })
    void hidesAnAddressHoweverItsAtSignIsWritten(String at) {
        assertThat(Mask.text("the address Wilma" + at + "x.de is taken"))
                .doesNotContain(PERSON)
                .contains("is taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value \"Wilma\" is too long",
                "'Wilma' is no time",
                "Unrecognized token 'Wilma'",
                "String \"Wilma O.\"",
                "\u201CWilma\u201D, \u00ABWilma\u00BB, `Wilma`",
                "value 'Anna O'Wilma'",
                "name=\"\\\"Wilma\" Wilma\""
            })
    void hidesWhatAMessageQuotes(String message) {
        assertThat(Mask.text(message)).doesNotContain(PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no such runner: Wilma",
                "Key (first_name, last_name)=(Wilma, Wilma) already exists.",
                "Failing row contains (1, Wilma, Wilma-Wilma, O'Wilma).",
                "surname=Wilma, city: Wilma",
                "<surname>Wilma</surname>",
                "[Wilma, Wilma]",
                "Wilma at x.de",
                "\tat Wilma Wilma",
                "... 3 more Wilma",
                "SignupRequested[city=Wilma]",
                "Wilma_Wilma $Wilma Wilma2 \u00D6Wilma Wilma\uD83C\uDFC3",
            })
    void hidesEachWordOfAMessageThatMayBeAName(String message) {
        assertThat(Mask.text(message)).doesNotContain(PERSON).contains(Mask.HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel. +49 0171234567",
                "password=s3cr3t",
                "token s3cr3t",
                "from 192.168.4.17:9092",
                "surname=okoro",
                "surname='l'okoro, okoro'",
                "J\u00FCrgen, j\u00FCrgen, \u674E\u5C0F\u9F99",
            })
    void hidesNumbersSecretsAndForeignLetters(String message) {
        assertThat(Mask.text(message))
                .contains(Mask.HIDDEN)
                .doesNotContain("0171234567", "s3cr3t", "192", "okoro", "rgen", "\u674E", "\u9F99");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Key (city)=(berlin) already exists.                         | Key (city)=(***) already exists.
                    Key (city, country)=(bad homburg, de) already exists.       | Key (city, country)=(*** ***, ***) already exists.
                    Key (user_id, at)=(7, 2026-01-02) already exists.           | Key (user_id, at)=(7, 2026-01-02) already exists.
                    Key (country, birth_year)=(de, 1987) already exists.        | Key (country, birth_year)=(***, ***) already exists.
                    city=bad homburg                                            | city=*** ***
                    city = bad homburg, the row is old                          | city = *** ***, the row is old
                    city='bad homburg', the row is old                          | city='***', the row is old
                    user=anna_miller; user="anna_miller"                        | user=***; user="***"
                    SignupRequested[birthYear=1987, version=3] of no use        | SignupRequested[birthYear=***, version=3] of no use
                    Signup(birthYear=1987, version=3) of no use                 | ***(birthYear=***, version=3) of no use
                    tags=[bad, {a=homburg}, x] of version=3                     | tags=[***, {***=***}, ***] of version=3
                    "birthYear"=1987                                            | "birthYear"=***
                    firstName: ines, version: 3                                 | firstName: ***, version: 3
                    {"text":"{\\"firstName\\":\\"ines o\\"}"}                      | {"***":"{\\"firstName\\":\\"*** ***\\"}"}
                    length=20000000 bytes, type=java.lang.String                | length=20000000 bytes, type=java.lang.String
                    (user_id)=(<id>), count=<n>, a=<text>                       | (user_id)=(<id>), count=<n>, a=<text>
                    duplicate key violates unique constraint "account_email_key"| duplicate key violates unique constraint "account_email_key"
                    """)
    void hidesAValueToItsEnd(String message, String masked) {
        assertThat(Mask.text(message)).isEqualTo(masked);
        assertThat(Mask.text(masked)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.IllegalStateException: no table partition for the row\n\tat java.base/java.lang.Thread.run(Thread.java:1474)\n"
                        + "\tat io.letsrun.profile.RunLedger.lambda$store$0(RunLedger.java:71) ~[classes!/:0.1.0]\n\tat a.B.<init>(Native Method)\n"
                        + "Caused by: io.r2dbc.postgresql.ExceptionFactory$PostgresqlDataIntegrityViolationException: [23505] duplicate"
                        + " key value violates unique constraint \"run_2026_11_pkey\"\n\t... 12 more",
                "the value is not JSON at line: 1, column: 17; distanceMeters must be 1 to 100000",
                "the value of 20000000 bytes is too large to keep",
                "Connection to the broker timed out after 30000 ms at 2026-11-29T06:00:00.123Z",
                "run 0190c0de-0000-7000-8000-000000000001 of partition 3, offset 4711",
            })
    void showsAMessageThatNamesNobody(String message) {
        assertThat(Mask.text(message)).isEqualTo(message);
    }

    @Example
    void showsNumbersWhereNumbersBelong() {
        assertThat(Payload.masked("{\"version\":\"0171234567\"}".getBytes(StandardCharsets.UTF_8))
                        .text())
                .doesNotContain("0171234567");
        assertThat(Harmless.version("1.Wilma")).isEqualTo(Mask.HIDDEN);
        assertThat(Harmless.version("0.1.0-SNAPSHOT")).isEqualTo("0.1.0-SNAPSHOT");
        assertThat(Harmless.version("1.4.2-12-g0af765c")).isEqualTo("1.4.2-12-g0af765c");
    }

    @Example
    void showsOfAMessageWhatSaysWhereItFailed() {
        String message =
                "value \"4711\" is out of range: column \"elapsed_s\", field \"distanceMeters\" of \"letsrun.run-recorded.v1\"";

        assertThat(Mask.text(message)).isEqualTo(message);
    }

    @Example
    void showsWhatIsKnownToBeHarmless() {
        String json =
                "{\"userId\":\"0190c0de-0000-7000-8000-000000000001\",\"startedAt\":\"2026-01-02T06:00:00+02:00\","
                        + "\"timeZone\":\"Europe/Berlin\",\"distanceMillimeters\":5000000,\"movingSeconds\":null,\"version\":2}";

        Payload payload = Payload.masked(json.getBytes(StandardCharsets.UTF_8));

        assertThat(payload.kind()).isEqualTo(Payload.Kind.JSON);
        assertThat(payload.text().replaceAll("\\s", "")).isEqualTo(json);
    }

    @Example
    void showsKnownHeadersInTheirFormOnly() {
        assertThat(Harmless.header("ce_type", "letsrun.run-recorded.v1")).isEqualTo("letsrun.run-recorded.v1");
        assertThat(Harmless.header("ce_type", "Wilma")).isEqualTo(Mask.HIDDEN);
        assertThat(Harmless.header("user", "Wilma")).isEqualTo(Mask.HIDDEN);
        assertThat(Harmless.eventId("Wilma@x.de")).isEqualTo(Mask.HIDDEN);
        assertThat(Harmless.eventId("0190c0de-0000-7000-8000-000000000001.3")).endsWith(".3");
        assertThat(Harmless.key("Wilma")).isEqualTo(Mask.HIDDEN);
    }

    @Example
    void revealsThePayloadAsItIs() {
        Payload payload = Payload.revealed("{\"firstName\":\"Wilma\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(payload.text()).contains(PERSON);
        assertThat(payload.masked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "a@",
                "\"",
                "\\",
                "firstName=",
                "firstName\\\"",
                "email:",
                "'",
                "[",
                "{\"a\":",
                "e-mail\t",
                "a.",
                "Wilma ",
                "\tat a.",
                "1:",
                "(a)=",
                "=("
            })
    void takesNoTimeForTextMadeToTakeLong(String part) {
        byte[] text = part.repeat(1_000_000 / part.length()).getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();

        assertThat(Payload.masked(text)).isNotNull();
        assertThat(Mask.text("\"firstName\":\"" + new String(text, StandardCharsets.UTF_8)))
                .isNotNull();
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    @Property
    void hidesWhoItIsWhateverStandsAround(@ForAll("texts") String before, @ForAll("texts") String after) {
        assertThat(Mask.text(before + " Wilma@x.de " + after)).doesNotContain(PERSON);
        assertThat(Mask.text(before + " \"firstName\":\"Wilma\" " + after)).doesNotContain(PERSON);
        assertThat(Mask.text(before + " firstName=Wilma, " + after)).doesNotContain(PERSON);
    }

    /** But for stray quotation marks, between which masking again may hide more. */
    @Property
    void leavesWhatIsMasked(@ForAll("texts") String before, @ForAll("texts") String after) {
        String masked = Mask.text((before + " Wilma=" + after).replaceAll("[\"']", ""));

        assertThat(Mask.text(masked)).isEqualTo(masked);
    }

    @Property
    void failsForNoBytes(@ForAll byte[] bytes) {
        assertThat(Payload.masked(bytes)).isNotNull();
        assertThat(Payload.revealed(bytes)).isNotNull();
    }

    @Property
    void leavesTextThatCanBeStored(@ForAll byte[] bytes, @ForAll int max) {
        String text = PlainText.cut(PlainText.of(bytes), Math.floorMod(max, 20) + 1);

        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text)
                .doesNotContain("\0");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "firstName", "=", ":", "\"", "'", "\\", "email", "@", "fred", " ", ",", "}", "%40", "x.de")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
