package io.letsrun.console.login;

import io.letsrun.console.web.View;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** A form whose text is kept while its sender logs in again. */
public interface InterruptedForm {

    /** Whether this is the path that the form is sent to. */
    boolean isSentTo(String path);

    /** The names of the fields that are kept. */
    Set<String> fields();

    /** Returns the form with its text. */
    View again(String path, MultiValueMap<String, String> fields);
}
