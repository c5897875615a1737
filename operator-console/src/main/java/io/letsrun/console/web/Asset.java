package io.letsrun.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * A file that pages link to, in memory: a few kilobytes, and as quick to answer as a page.
 *
 * @param path where it is, which changes with its content
 */
record Asset(String path, MediaType type, byte[] content) {

    /** Returns one of our own files, its content's hash before the extension. */
    static Asset ours(String name, String extension, MediaType type) {
        byte[] content = read("assets/" + name + extension);
        return new Asset("/assets/" + name + '-' + DigestUtils.md5DigestAsHex(content) + extension, type, content);
    }

    /** Returns a file of a library, whose path has the version in it. */
    static Asset library(String path, MediaType type) {
        return new Asset(path, type, read("META-INF/resources" + path));
    }

    private static byte[] read(String name) {
        try (InputStream content = new ClassPathResource(name).getInputStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
