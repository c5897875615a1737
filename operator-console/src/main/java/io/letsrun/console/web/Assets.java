package io.letsrun.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The files that pages link to. Their paths change with their content, so browsers keep them for good. */
@Component
public final class Assets {

    private static final String HTMX = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
    private static final MediaType STYLESHEET = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType PICTURE = MediaType.parseMediaType("image/svg+xml");

    private final Asset stylesheet = Asset.ours("console", ".css", STYLESHEET);
    private final Asset script = Asset.ours("console", ".js", SCRIPT);
    private final Asset icon = Asset.ours("icon", ".svg", PICTURE);
    private final Asset htmx = Asset.library("/webjars/htmx.org/" + htmxVersion() + "/dist/htmx.min.js", SCRIPT);
    private final Map<String, Asset> byPath = Stream.of(stylesheet, script, icon, htmx)
            .collect(Collectors.toUnmodifiableMap(Asset::path, Function.identity()));

    public String stylesheet() {
        return stylesheet.path();
    }

    public String script() {
        return script.path();
    }

    public String icon() {
        return icon.path();
    }

    public String htmx() {
        return htmx.path();
    }

    @Nullable Asset at(String path) {
        return byPath.get(path);
    }

    private static String htmxVersion() {
        Properties properties = new Properties();
        try (InputStream content = new ClassPathResource(HTMX).getInputStream()) {
            properties.load(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
