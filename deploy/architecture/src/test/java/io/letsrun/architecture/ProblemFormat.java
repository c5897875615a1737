package io.letsrun.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class that knows the media type of problems, or has a problem's status and title. */
final class ProblemFormat extends ArchCondition<JavaClass> {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String FIELD = "APPLICATION_PROBLEM_JSON";

    ProblemFormat() {
        super("have a problem format");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean named = type.getSimpleName().endsWith("Problem") && has(type, "status") && has(type, "title");
        boolean mediaType = type.getFieldAccessesFromSelf().stream()
                        .anyMatch(access -> access.getName().startsWith(FIELD))
                || constants(type).contains(MEDIA_TYPE);
        events.add(new SimpleConditionEvent(type, named || mediaType, type.getName() + " has a problem format"));
    }

    private static boolean has(JavaClass type, String member) {
        return type.getAllMembers().stream().anyMatch(each -> each.getName().equals(member));
    }

    /** Constants are inlined by the compiler, so only the bytes of the class still tell. */
    private static String constants(JavaClass type) {
        URI file = type.getSource().orElseThrow().getUri();
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
