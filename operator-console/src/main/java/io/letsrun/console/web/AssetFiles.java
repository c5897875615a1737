package io.letsrun.console.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** Answers with the files that pages link to. */
@Controller
final class AssetFiles {

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    AssetFiles(Assets assets) {
        this.assets = assets;
    }

    @GetMapping({"/assets/{file}", "/webjars/htmx.org/**"})
    ResponseEntity<byte[]> file(ServerWebExchange exchange) {
        Asset asset = assets.at(exchange.getRequest().getPath().value());
        if (asset == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_GOOD)
                .contentType(asset.type())
                .body(asset.content());
    }
}
