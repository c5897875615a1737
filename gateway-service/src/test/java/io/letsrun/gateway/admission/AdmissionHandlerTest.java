package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.connection.ClientAddresses;
import io.letsrun.edge.routing.Route;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.TestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One permit for events, so that the second that is under way at once is refused. */
class AdmissionHandlerTest {

    private static final String REFUSAL = "HTTP/1.1 503 Service Unavailable\r\n"
            + "content-type: application/problem\\+json\r\n"
            + "retry-after: [1-3]\r\n";
    private static final String LENGTH = "content-length: [0-9]+\r\n\r\n";
    private static final String BODY = "\\{[^}]*\\}";
    private static final String GET = "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OTHER = "GET /docs HTTP/1.1\r\nHost: x\r\n\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestMetrics metrics = TestMetrics.on(meters);
    private final AdmissionProperties properties =
            new AdmissionProperties(100, 10, Duration.ofMillis(250), 0.9, 0.7, 1, 10, 3);
    private final PermitGroups admission = new PermitGroups(properties, meters);
    private final UnfinishedBodies unfinished = new UnfinishedBodies(10, 3);
    private final Behind behind = new Behind();
    private final EmbeddedChannel connection = connect(behind);

    @BeforeEach
    void watchForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterEach
    void allPermitsAreGivenBackInTheEnd() {
        connection.finishAndReleaseAll();
        assertThat(inUse()).isZero();
        assertThat(unfinished.isEmpty()).isTrue();
        assertThat(behind.bodies).allMatch(body -> body.refCnt() == 0);
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @Test
    void admitsARequestAndGivesItsPermitBackWithTheLastOfTheAnswer() {
        receive(GET);
        assertThat(inUse()).isEqualTo(1);

        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, 2);
        connection.writeAndFlush(head);
        connection.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer("o", StandardCharsets.US_ASCII)));
        assertThat(inUse()).isEqualTo(1);
        connection.writeAndFlush(new io.netty.handler.codec.http.DefaultLastHttpContent(
                Unpooled.copiedBuffer("k", StandardCharsets.US_ASCII)));

        assertThat(inUse()).isZero();
        assertThat(sent()).endsWith("ok");
    }

    @Test
    void refusesWithAProblemOnAConnectionThatStays() {
        fill();

        receive(GET);

        String answer = sent();
        assertThat(answer).matches(REFUSAL + LENGTH + BODY);
        assertThat(answer)
                .contains("\"type\":\"/problems/unavailable\"", "\"status\":503")
                .doesNotContain("connection");
        assertThat(behind.heads).isEmpty();
        assertThat(connection.isOpen()).isTrue();
        assertThat(meters.get("letsrun.gateway.refused")
                        .tag("kind", "events")
                        .tag("reason", "overloaded")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("letsrun.gateway.requests")
                        .tag("kind", "events")
                        .tag("status", "503")
                        .timer()
                        .count())
                .isEqualTo(1);
        empty();
    }

    @Test
    void namesTheRequestInTheRefusal() {
        fill();

        receive("GET /v1/events?limit=5 HTTP/1.1\r\nHost: x\r\nX-Request-Id: r-1\r\n\r\n");

        String answer = sent();
        assertThat(answer).endsWith(",\"instance\":\"/v1/events\",\"requestId\":\"r-1\"}");
        int body = answer.length() - answer.indexOf('{');
        assertThat(answer).contains("content-length: " + body + "\r\n");
        empty();
    }

    @Test
    void takesTheNextRequestOfAConnectionAfterARefusal() {
        fill();
        receive(GET);
        sent();
        empty();

        receive(GET);

        assertThat(behind.heads).containsExactly("/v1/events");
    }

    @Test
    void discardsTheBodyOfWhatItRefusesHoweverItArrives() {
        fill();

        receive("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nGET ");
        receive("/x HT");
        receive("P" + OTHER);
        receive("POST /v1/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        receive("2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

        assertThat(behind.heads).containsExactly("/docs");
        answer(HttpResponseStatus.OK);
        assertThat(statuses()).containsExactly(503, 200, 503);
        empty();
    }

    @Test
    void readsOnAfterARequestThatNobodyBehindHasSeen() {
        Reads reads = new Reads();
        connection.config().setAutoRead(false);
        connection.pipeline().addFirst(reads);
        fill();

        receive(GET);

        assertThat(reads.asked).isEqualTo(1);
        empty();
    }

    @Test
    void neverAnswersOutOfOrder() {
        receive(GET + GET + OTHER + GET);

        assertThat(sent()).as("the first is still under way").isEmpty();
        assertThat(behind.heads).containsExactly("/v1/events", "/docs");
        answer(HttpResponseStatus.OK);
        assertThat(statuses()).containsExactly(200, 503);
        answer(HttpResponseStatus.NO_CONTENT);
        assertThat(statuses()).containsExactly(204, 503);
    }

    @Test
    void endsTheConnectionWhereTheClientSaidSo() {
        fill();

        receive("GET /v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + OTHER);

        assertThat(sent()).matches(REFUSAL + "connection: close\r\n" + LENGTH + BODY);
        assertThat(connection.isOpen()).isFalse();
        assertThat(behind.heads).isEmpty();
        empty();
    }

    @Test
    void endsTheConnectionOfHttp10AndOfOneThatAskedWhetherToSend() {
        for (String request : List.of(
                "GET /v1/events HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "POST /v1/events HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")) {
            EmbeddedChannel another = connect(new Behind());
            fill();

            another.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));

            assertThat(sent(another)).contains("503", "connection: close");
            assertThat(another.isOpen()).isFalse();
            empty();
        }
    }

    @Test
    void takesThePermitOfARequestThatIsToldToContinueWhenItsBodyHasCome() {
        receive("POST /v1/events HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");

        answer(HttpResponseStatus.CONTINUE);
        assertThat(inUse()).isZero();
        receive("abc");
        assertThat(inUse()).isEqualTo(1);
        answer(HttpResponseStatus.CREATED);

        assertThat(inUse()).isZero();
        assertThat(statuses()).containsExactly(100, 201);
    }

    @Test
    void givesThePermitBackOnceWhenTheClientIsGone() {
        receive(GET);

        connection.close(); // the handler is told twice: that the connection is gone, and that it is itself

        assertThat(inUse()).isZero();
    }

    @Test
    void givesThePermitBackWhenTheAnswerCannotBeWritten() {
        receive(GET);
        connection.pipeline().addFirst(new Broken());

        answer(HttpResponseStatus.OK);

        assertThat(inUse()).isZero();
    }

    @Test
    void takesNoPermitForABodyThatComesAfterTheAnswer() {
        receive("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n");

        answer(HttpResponseStatus.UNAUTHORIZED);
        assertThat(inUse()).isZero();
        receive("abc" + GET);

        assertThat(inUse()).as("of the next").isEqualTo(1);
        assertThat(behind.heads).hasSize(2);
    }

    @Test
    void answersHeadWithoutABody() {
        fill();

        receive("HEAD /v1/events HTTP/1.1\r\nHost: x\r\n\r\n" + GET);

        assertThat(sent()).matches(REFUSAL + LENGTH + REFUSAL + LENGTH + BODY);
        empty();
    }

    @Test
    void admitsWhatBelongsToAnotherGroup() {
        fill();

        receive(OTHER);

        assertThat(behind.heads).containsExactly("/docs");
        empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: 900000", "Content-Length: 100"})
    void holdsNoPermitForABodyThatHasNotCome(String length) {
        List<EmbeddedChannel> phones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            EmbeddedChannel phone = connect(new Behind());
            phone.writeInbound(ascii("POST /v1/runs HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n"));
            phones.add(phone);
        }

        assertThat(phones).allMatch(EmbeddedChannel::isOpen);
        assertThat(inUse("writes")).isZero();
        phones.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void holdsAPermitForEach16KilobytesThatHaveComeAndOneForAWholeRequest() {
        EmbeddedChannel phone = connect(new Behind());

        phone.writeInbound(
                ascii("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(16_000)));
        assertThat(inUse("writes")).isZero();
        phone.writeInbound(ascii("x".repeat(1_000)));
        assertThat(inUse("writes")).isEqualTo(1);
        phone.writeInbound(ascii("x".repeat(22_999)));
        assertThat(inUse("writes")).isEqualTo(2);
        phone.writeInbound(ascii("x"));
        assertThat(inUse("writes")).isEqualTo(3);

        phone.close();
        assertThat(inUse("writes")).isZero();
    }

    @Test
    void refusesABodyForWhoseRestThereIsNoPermitAndEndsTheConnection() {
        Behind served = new Behind();
        EmbeddedChannel phone = connect(served);
        Permits writes = admission.of(Urgency.RUN);
        phone.writeInbound(
                ascii("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(20_000)));
        assertThat(inUse("writes")).isEqualTo(1);
        assertThat(writes.take(99, 1)).isTrue();

        phone.writeInbound(ascii("x".repeat(20_000)));

        assertThat(sent(phone)).matches(REFUSAL + "connection: close\r\n" + LENGTH + BODY);
        assertThat(phone.isOpen()).isFalse();
        assertThat(inUse("writes")).isEqualTo(99);
        writes.giveBack(99);
    }

    @Test
    void refusesOnItsHeadWhatIsAnnouncedAndHasNoRoom() {
        Permits writes = admission.of(Urgency.RUN);
        assertThat(writes.take(60, 1)).isTrue();
        EmbeddedChannel phone = connect(new Behind());

        phone.writeInbound(ascii("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"));

        assertThat(sent(phone)).contains("HTTP/1.1 503");
        writes.giveBack(60);
    }

    @Test
    void boundsTheUnfinishedBodiesOfOneAddress() {
        String post = "POST /v1/runs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        List<EmbeddedChannel> phones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            EmbeddedChannel phone = connect(new Behind());
            phone.writeInbound(ascii(post));
            assertThat(sent(phone)).isEmpty();
            phones.add(phone);
        }
        EmbeddedChannel tooMany = connect(new Behind());
        EmbeddedChannel whole = connect(new Behind());

        tooMany.writeInbound(ascii(post));
        whole.writeInbound(ascii(post + "0\r\n\r\n"));

        assertThat(sent(tooMany))
                .contains("HTTP/1.1 429", "retry-after: ", "connection: close", "/problems/too-many-requests");
        assertThat(tooMany.isOpen()).isFalse();
        assertThat(sent(whole)).as("it is not unfinished").isEmpty();
        phones.getFirst().writeInbound(ascii("0\r\n\r\n"));
        EmbeddedChannel next = connect(new Behind());
        next.writeInbound(ascii(post));
        assertThat(sent(next)).isEmpty();
        phones.add(next);
        phones.add(whole);
        phones.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(inUse("writes")).isZero();
    }

    @Test
    void boundsTheUnfinishedBodiesOfOneToken() {
        List<EmbeddedChannel> phones = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            phones.add(unfinishedWithToken("a"));
        }
        assertThat(phones).allMatch(EmbeddedChannel::isOpen);

        EmbeddedChannel tooMany = unfinishedWithToken("a");
        EmbeddedChannel another = unfinishedWithToken("b");

        assertThat(sent(tooMany)).contains("HTTP/1.1 429", "connection: close");
        assertThat(another.isOpen()).isTrue();
        phones.add(another);
        phones.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel unfinishedWithToken(String token) {
        EmbeddedChannel phone = connect(new Behind());
        phone.writeInbound(ascii("POST /v1/runs/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 900000\r\n\r\nabc"));
        return phone;
    }

    @Test
    void theUnfinishedBodiesOfOneAddressHoldNoMoreThanTheirShareOfPermits() {
        List<EmbeddedChannel> phones = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            EmbeddedChannel phone = connect(new Behind());
            phone.writeInbound(ascii("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n"));
            phone.writeInbound(ascii("x".repeat(160 * 1024)));
            phones.add(phone);
        }

        assertThat(inUse("writes")).isLessThanOrEqualTo(64).isGreaterThan(50);
        assertThat(phones).filteredOn(EmbeddedChannel::isOpen).hasSize(6);
        phones.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(inUse("writes")).isZero();
    }

    @Test
    void sharesNoHeadersBetweenItsRefusals() {
        RefusalResponses refusals = new RefusalResponses();
        for (int i = 0; i < 20; i++) {
            FullHttpResponse answer =
                    refusals.answer(RefusalReason.OVERLOADED, "/v1/runs", "id", false, connection.alloc());
            assertThat(answer.headers().contains("X-Added")).isFalse();
            answer.headers().add("X-Added", "by a handler below");
            answer.release();
        }
    }

    private EmbeddedChannel connect(Behind app) {
        List<Endpoint> endpoints = List.of(
                endpoint(HttpMethod.GET, "/v1/events", Urgency.EVENT),
                endpoint(HttpMethod.POST, "/v1/events", Urgency.EVENT),
                endpoint(HttpMethod.POST, "/v1/runs", Urgency.RUN));
        AdmissionControl control = new AdmissionControl(
                new RequestClasses(endpoints, metrics),
                admission,
                unfinished,
                new ClientAddresses(List.of()),
                new RefusalResponses(),
                metrics);
        return new EmbeddedChannel(new HttpServerCodec(), new AdmissionHandler(control), app);
    }

    private static Endpoint endpoint(HttpMethod method, String path, Urgency urgency) {
        return new UnusedEndpoint(method, path, urgency);
    }

    private record UnusedEndpoint(HttpMethod method, String path, Urgency urgency) implements Endpoint {

        @Override
        public Route route() {
            return new Route(method, path, path.substring(4), Set.of(), this);
        }

        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            return Mono.empty();
        }
    }

    /** Takes the only permit for an event. */
    private void fill() {
        assertThat(events().take(1, 1)).isTrue();
    }

    private void empty() {
        events().giveBack(1);
    }

    private Permits events() {
        return admission.of(Urgency.EVENT);
    }

    private int inUse() {
        return inUse("events");
    }

    private int inUse(String group) {
        return (int) meters.get("letsrun.gateway.admission.in.use")
                .tag("group", group)
                .gauge()
                .value();
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private void receive(String text) {
        connection.writeInbound(ascii(text));
    }

    private void answer(HttpResponseStatus status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (status.code() == 200) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        connection.writeAndFlush(response);
    }

    private String sent() {
        return sent(connection);
    }

    private static String sent(EmbeddedChannel from) {
        StringBuilder text = new StringBuilder();
        ByteBuf bytes = from.readOutbound();
        while (bytes != null) {
            text.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
            bytes = from.readOutbound();
        }
        return text.toString();
    }

    private List<Integer> statuses() {
        return java.util.regex.Pattern.compile("HTTP/1.1 ([0-9]{3})")
                .matcher(sent())
                .results()
                .map(line -> Integer.parseInt(line.group(1)))
                .toList();
    }

    /** What is behind the handler. */
    private static final class Behind extends ChannelInboundHandlerAdapter {

        private final List<String> heads = new ArrayList<>();
        private final List<ByteBuf> bodies = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                heads.add(request.uri());
            }
            if (message instanceof HttpContent content && content != LastHttpContent.EMPTY_LAST_CONTENT) {
                bodies.add(content.content());
            }
            ReferenceCountUtil.release(message);
        }
    }

    /** Counts how often more was asked for. */
    private static final class Reads extends io.netty.channel.ChannelOutboundHandlerAdapter {

        private int asked;

        @Override
        public void read(ChannelHandlerContext context) {
            asked++;
            context.read();
        }
    }

    /** A socket that nothing can be written to. */
    private static final class Broken extends io.netty.channel.ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, io.netty.channel.ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new java.io.IOException("broken pipe"));
        }
    }
}
