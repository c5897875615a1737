package io.letsrun.console.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.console.letter.Letter.OwnHeader;
import io.letsrun.console.mask.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A letter's record with nothing hidden. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revealed(Payload payload, @Nullable String key, List<OwnHeader> headers) {}
