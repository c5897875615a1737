package io.letsrun.edge.token;

import io.letsrun.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * SHA-256 of a token, the key in caches. With the token itself as the key, a heap dump would hold usable tokens, and the time of
 * a comparison would tell how much of a guess was right.
 */
record TokenDigest(long a, long b, long c, long d) {

    static TokenDigest of(String token) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
        return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }
}
