package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ann.Lee@Example.ORG, Ann.Lee@Example.ORG, ann.lee@example.org",
        "'  ann@example.org\u200B ', ann@example.org, ann@example.org",
        "ann+runs@sub.example.org, ann+runs@sub.example.org, ann+runs@sub.example.org",
        "jörg@Bücher.example, jörg@Bücher.example, jörg@xn--bcher-kva.example",
        "JÖRG@XN--BCHER-KVA.example, JÖRG@XN--BCHER-KVA.example, jörg@xn--bcher-kva.example",
        "o'neil@example.org, o'neil@example.org, o'neil@example.org",
        "ann@fußball.example, ann@fußball.example, ann@xn--fuball-cta.example",
        "ann@FUẞBALL.example, ann@FUẞBALL.example, ann@xn--fuball-cta.example",
        "ann@xn--fuball-cta.example, ann@xn--fuball-cta.example, ann@xn--fuball-cta.example",
        "ann@fussball.example, ann@fussball.example, ann@fussball.example",
        "ann@βόλος.example, ann@βόλος.example, ann@xn--nxasmm1c.example",
        "ann@example。org, ann@example。org, ann@example.org",
        "ann@ｅｘａｍｐｌｅ.org, ann@ｅｘａｍｐｌｅ.org, ann@example.org",
        "ann@bu\u0308cher.example, ann@bu\u0308cher.example, ann@xn--bcher-kva.example",
        "jo\u0308rg@example.org, jo\u0308rg@example.org, jörg@example.org",
        "ann@r3---sn.example, ann@r3---sn.example, ann@r3---sn.example",
        "ann@مثال.example, ann@مثال.example, ann@xn--mgbh0fb.example",
    })
    void keepsTheAddressAsGivenAndFoldsItsKey(String text, String address, String key) {
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
                "ann@１.２.３.４",
                "ann@xn--a.example",
                "ann@xn--fuball-cta-.example",
                "ann@a\u200Db.example",
                "ann@\u0308a.example",
                "ann@a\u202Eb.example",
                "ann@☃\uFFFD.example",
                "ann@אa.example",
                "\"ann lee\"@example.org",
                "ann@[1.2.3.4]",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org",
                "ann@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
            })
    void refusesWhatNoMailCanReach(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }
}
