package io.letsrun.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * The files that pages link to: a few kilobytes in memory, as quick to answer as a page. Their paths change with their content, so
 * browsers keep them for good.
 */
@Controller
public final class Assets {

    private static final String HTMX = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
    private static final MediaType STYLESHEET = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType PICTURE = MediaType.parseMediaType("image/svg+xml");
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Asset stylesheet = ours("console", ".css", STYLESHEET);
    private final Asset script = ours("console", ".js", SCRIPT);
    private final Asset icon = ours("icon", ".svg", PICTURE);
    private final Asset htmx = library("/webjars/htmx.org/" + htmxVersion() + "/dist/htmx.min.js", SCRIPT);
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

    @GetMapping({"/assets/{file}", "/webjars/htmx.org/**"})
    ResponseEntity<byte[]> file(ServerWebExchange exchange) {
        Asset asset = byPath.get(exchange.getRequest().getPath().value());
        if (asset == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_GOOD)
                .contentType(asset.type())
                .body(asset.content());
    }

    /** One of our own files: its content's hash stands before the extension. */
    private static Asset ours(String name, String extension, MediaType type) {
        byte[] content = read("assets/" + name + extension);
        return new Asset("/assets/" + name + '-' + DigestUtils.md5DigestAsHex(content) + extension, type, content);
    }

    /** A file of a library, whose path has the version in it. */
    private static Asset library(String path, MediaType type) {
        return new Asset(path, type, read("META-INF/resources" + path));
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

    private static byte[] read(String name) {
        try (InputStream content = new ClassPathResource(name).getInputStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Asset(String path, MediaType type, byte[] content) {}
}
