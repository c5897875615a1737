package io.letsrun.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.letsrun.console.access.AccessProperties.ConsoleUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPropertiesTest {

    @Test
    void knowsNobodyByDefault() {
        assertThat(properties("").known()).isEmpty();
    }

    @Test
    void knowsEachUserWithRoleAndHash() {
        assertThat(properties("vera:viewer:{bcrypt}$2a$x, otto:operator:{bcrypt}$2a$y")
                        .known())
                .containsOnlyKeys("vera", "otto")
                .containsEntry("otto", new ConsoleUser("otto", Role.OPERATOR, "{bcrypt}$2a$y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vera | a user is name:role:password-hash",
                "vera:root:{bcrypt}x | a role is viewer, operator or editor, not \"root\"",
                "vera:viewer:secret | the password of vera is not hashed: {bcrypt}… is wanted",
                "vera:viewer:{noop}secret | the password of vera is not hashed: {bcrypt}… is wanted",
                "a:viewer:{bcrypt}x,a:editor:{bcrypt}y | there are two users named a",
                ":viewer:{bcrypt}x | a user's name is 1 to 64 characters long"
            })
    void refusesWhatIsNoListOfUsersWithoutTellingASecret(String users, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> properties(users)).withMessage(message);
    }

    @Test
    void printsNoHash() {
        assertThat(properties("vera:viewer:{bcrypt}secret"))
                .hasToString("AccessProperties[users=[vera], trustedProxies=[], editing=false]");
    }

    private static AccessProperties properties(String users) {
        return new AccessProperties(users, List.of(), false);
    }
}
