package io.letsrun.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerAssemblerTest {

    private static final String ACCEPTED =
            "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 48\r\n\r\n"
                    + "{\"userId\":\"u-1\",\"accessToken\":\"abc.def\",\"x\":123}";

    private final EmbeddedChannel connection = new EmbeddedChannel(AnswerAssembler.decoder());
    private final AnswerAssembler assembler = new AnswerAssembler();

    @Test
    void readsStatusAndFields() {
        Answer answer = whole(ACCEPTED);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.retryAfter()).isEqualTo(-1);
        assertThat(answer.closing()).isFalse();
        assertThat(answer.text(Answer.Field.named("userId"))).isEqualTo("u-1");
        assertThat(answer.text(Answer.Field.named("accessToken"))).isEqualTo("abc.def");
        assertThat(answer.text(Answer.Field.named("runId"))).isNull();
    }

    @Test
    void waitsForTheLastByteHoweverTheyArrive() {
        for (int i = 0; i < ACCEPTED.length() - 1; i++) {
            assertThat(read(ACCEPTED.substring(i, i + 1))).isNull();
        }
        assertThat(read(ACCEPTED.substring(ACCEPTED.length() - 1))).isNotNull();
    }

    @Test
    void readsOneAnswerAfterTheOther() {
        assertThat(read(ACCEPTED)).isNotNull();

        Answer next = whole("HTTP/1.1 503 Service Unavailable\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n");

        assertThat(next.status()).isEqualTo(503);
        assertThat(next.retryAfter()).isEqualTo(7);
        assertThat(next.to()).isEqualTo(next.from());
    }

    @Test
    void putsChunksTogether() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(read(head + "9\r\n{\"runId\":\r\n")).isNull();

        Answer answer = whole("A;x=1\r\n\"r-2\",\"z\":\r\n2\r\n1}\r\n0\r\n\r\n");

        assertThat(answer.text(Answer.Field.named("runId"))).isEqualTo("r-2");
        assertThat(answer.to() - answer.from()).isEqualTo(21);
    }

    @Test
    void skipsWhatOnlyPrecedesTheAnswer() {
        Answer answer = whole("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.closing()).isTrue();
    }

    @Test
    void hasNoBodyWhereThereIsNone() {
        Answer answer = whole("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");

        assertThat(answer.to()).isEqualTo(answer.from());
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read("SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n"));
    }

    private Answer whole(String text) {
        return Objects.requireNonNull(read(text), "the answer is not whole yet");
    }

    private @Nullable Answer read(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        Answer answer = null;
        for (HttpObject part = connection.readInbound(); part != null; part = connection.readInbound()) {
            answer = assembler.add(part);
            ReferenceCountUtil.release(part);
        }
        return answer;
    }
}
