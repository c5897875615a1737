package io.letsrun.console.edit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a payload may be changed before it is replayed.
 *
 * @param editing default false: nobody may, whatever their role
 */
@ConfigurationProperties("letsrun.console")
public record EditProperties(@DefaultValue("false") boolean editing) {}
