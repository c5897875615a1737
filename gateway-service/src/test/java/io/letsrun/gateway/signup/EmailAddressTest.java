package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ann.Lee@Example.ORG, Ann.Lee@example.org, ann.lee@example.org",
        "'  ann@example.org ', ann@example.org, ann@example.org",
        "ann+runs@sub.example.org, ann+runs@sub.example.org, ann+runs@sub.example.org",
        "jörg@Bücher.example, jörg@xn--bcher-kva.example, jörg@xn--bcher-kva.example",
        "JÖRG@XN--BCHER-KVA.example, JÖRG@xn--bcher-kva.example, jörg@xn--bcher-kva.example",
        "o'neil@example.org, o'neil@example.org, o'neil@example.org",
    })
    void writesTheDomainInLowerCaseAndPunycode(String text, String address, String key) {
        assertThat(EmailAddress.parse(text)).contains(new EmailAddress(address, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "@example.org",
                "ann@",
                "ann@localhost",
                "ann@@example.org",
                "a nn@example.org",
                ".ann@example.org",
                "ann.@example.org",
                "a..b@example.org",
                "ann@-example.org",
                "ann@example-.org",
                "ann@exa_mple.org",
                "ann@example..org",
                "ann@example.org.",
                "ann@1.2.3.4",
                "\"ann lee\"@example.org",
                "ann@[1.2.3.4]",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org",
                "ann@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
            })
    void refusesWhatNoMailCanReach(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }
}
