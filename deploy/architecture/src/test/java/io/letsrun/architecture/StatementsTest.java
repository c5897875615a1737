package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every statement of the services that store. */
class StatementsTest {

    private static final Pattern LITERAL = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"");

    /** Tables that grow with users and runs: all of those services, but no function. */
    private static final Pattern ON_A_TABLE =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+(?:signup|profile)\\.\\w+\\b(?!\\()");

    private static final Pattern BUCKET = Pattern.compile("\\bbucket\\b");

    private static final List<Path> SERVICES =
            List.of(Path.of("../../signup-service/src/main"), Path.of("../../profile-consumer/src/main"));

    /** On a distributed database a statement without it would reach every server. */
    @Test
    void nameTheBucketForEachTable() {
        assertThat(statements()).hasSizeGreaterThan(7).allMatch(StatementsTest::namesTheBucket);
    }

    private static List<String> statements() {
        return SourceTree.below(SERVICES).texts().stream()
                .flatMap(text -> LITERAL.matcher(text).results())
                .map(literal -> literal.group())
                .filter(literal -> ON_A_TABLE.matcher(literal).find())
                .toList();
    }

    private static boolean namesTheBucket(String statement) {
        return BUCKET.matcher(statement).results().count()
                >= ON_A_TABLE.matcher(statement).results().count();
    }
}
