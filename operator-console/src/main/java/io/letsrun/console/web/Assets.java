package io.letsrun.console.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The files that pages link to: a few kilobytes in memory, as quick to answer as a page. Their paths change with their content, so
 * browsers keep them for good.
 */
@Controller
public final class Assets {

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Map<String, Asset> byName = Stream.of(
                    "classpath:assets/*", "classpath:META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js")
            .flatMap(Assets::read)
            .collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));

    /** Returns the path of {@code console.css}, {@code console.js}, {@code icon.svg} or {@code htmx.min.js}. */
    public String path(String name) {
        return "/assets/" + Objects.requireNonNull(byName.get(name), name).hash() + '/' + name;
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> file(@PathVariable String hash, @PathVariable String name) {
        Asset asset = byName.get(name);
        if (asset == null || !asset.hash().equals(hash)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_GOOD)
                .contentType(MediaTypeFactory.getMediaType(name).orElseThrow())
                .body(asset.content());
    }

    private static Stream<Asset> read(String pattern) {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .map(Asset::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Asset(String name, String hash, byte[] content) {

        static Asset of(Resource file) {
            try {
                byte[] content = file.getContentAsByteArray();
                return new Asset(
                        Objects.requireNonNull(file.getFilename()), DigestUtils.md5DigestAsHex(content), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
