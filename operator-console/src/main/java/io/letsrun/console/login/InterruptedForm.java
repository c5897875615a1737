package io.letsrun.console.login;

import io.letsrun.console.web.View;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** A form that is worth keeping: whoever has to log in before it is taken finds it again afterwards, with its text. */
public interface InterruptedForm {

    /** Whether this is the path that the form is sent to. */
    boolean isSentTo(String path);

    /** The names of the fields that are kept. */
    Set<String> fields();

    /** Returns the form with its text. */
    View again(String path, MultiValueMap<String, String> fields);
}
