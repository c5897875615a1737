package io.letsrun.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** A client's connection, and all that can be done to it. */
@SuppressWarnings("FutureReturnValueIgnored") // the client is there or is not; nobody waits to know
record ClientChannel(Channel channel) {

    private static final byte[] GARBAGE = "{\"id\":]]>\u0001 this calls itself JSON".getBytes(StandardCharsets.UTF_8);

    void send(SimulatedReply reply) {
        ByteBuf body = Unpooled.wrappedBuffer(reply.body());
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
        channel.writeAndFlush(describe(response, reply));
    }

    void sendGarbage() {
        send(new SimulatedReply(200, GARBAGE));
    }

    /** A FIN, not a reset: so what was sent surely arrives. */
    void sendHeadersAndClose(SimulatedReply reply) {
        channel.writeAndFlush(head(reply)).addListener(ChannelFutureListener.CLOSE);
    }

    void sendHalfAndClose(SimulatedReply reply) {
        channel.write(head(reply));
        ByteBuf half = Unpooled.wrappedBuffer(reply.body(), 0, reply.body().length / 2);
        channel.writeAndFlush(new DefaultHttpContent(half)).addListener(ChannelFutureListener.CLOSE);
    }

    void close() {
        channel.close();
    }

    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private static HttpResponse head(SimulatedReply reply) {
        return describe(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status())), reply);
    }

    private static HttpResponse describe(HttpResponse response, SimulatedReply reply) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        return response;
    }
}
