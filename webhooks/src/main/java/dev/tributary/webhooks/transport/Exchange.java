package dev.tributary.webhooks.transport;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and what came of it.
 *
 * <pre>
 * begin ─▶ policy ─▶ resolve ─▶ judge ─▶ connect ─▶ send ─▶ head ─▶ body ─▶ finish
 *                                         ▲  │ refused     │ pooled connection was dead
 *                             next address└──┴─────────────┘ new connection, once
 * </pre>
 *
 * Lives on one event loop. The deadline's timer may finish it at any point; what arrives later finds it done.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int MAX_ADDRESSES = 3;
    private static final long NOT_SET = -1;

    private final Lane lane;
    private final Lane.Guards guards;
    private final Request request;
    private final Consumer<Outcome> then;
    private final Stopwatch watch = new Stopwatch();
    private List<InetAddress> addresses = List.of();
    private int tried;
    private boolean retried;
    private boolean done;
    private long timer = NOT_SET;
    private @Nullable HttpClientRequest sent;
    private @Nullable AnswerReader reader;

    Exchange(Lane lane, Lane.Guards guards, Request request, Consumer<Outcome> then) {
        this.lane = lane;
        this.guards = guards;
        this.request = request;
        this.then = then;
    }

    void begin() {
        guarded(this::start);
    }

    /** A fault of ours charges no attempt. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (!lane.isClosed()) {
                LOG.error(
                        "sending to {} failed by our own fault",
                        request.target().origin(),
                        e);
            }
            interrupt(Optional.of("The installation failed to send; its log says why."));
        }
    }

    private void start() {
        timer = lane.timer(request.deadline().minus(watch.total()), this::deadline);
        Optional<RefusedTarget> refusal =
                guards.policy().refusal(request.target()).or(() -> RequestHeaders.refusal(request.headers()));
        if (refusal.isPresent()) {
            forbid(refusal.get());
        } else if (request.target().literal().isPresent()) {
            judge(List.of(request.target().literal().get()));
        } else {
            resolve();
        }
    }

    private void resolve() {
        CompletableFuture<List<InetAddress>> answer =
                guards.resolver().resolve(request.target().origin().host());
        if (answer.state() == java.util.concurrent.Future.State.SUCCESS) {
            judge(answer.resultNow());
            return;
        }
        var _ = answer.whenComplete((found, failure) -> lane.run(() -> resolved(found, failure)));
    }

    private void resolved(@Nullable List<InetAddress> found, @Nullable Throwable failure) {
        watch.resolved();
        if (done) {
            return;
        }
        if (failure != null || found == null || found.isEmpty()) {
            fail(Failure.dns(request.target()));
        } else {
            guarded(() -> judge(found));
        }
    }

    private void judge(List<InetAddress> found) {
        Optional<RefusedTarget> refusal = guards.policy().refusal(request.target(), found);
        if (refusal.isPresent()) {
            forbid(refusal.get());
        } else {
            addresses = found;
            connect(false);
        }
    }

    private void connect(boolean fresh) {
        watch.connecting();
        guards.connections().open(request.target(), addresses.get(tried), fresh).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            notConnected(result.cause());
            return;
        }
        HttpClientRequest opened = result.result();
        opened.exceptionHandler(_ -> {}); // the answer's future tells the same
        boolean first = guards.connections().isFirstOn(opened.connection());
        if (done) {
            opened.reset();
            return;
        }
        if (first) {
            watch.connected();
        }
        sent = opened;
        guarded(() -> send(opened, !first));
    }

    /** Who stood still past the deadline may have lost the delivery to another node by now. */
    private void send(HttpClientRequest opened, boolean pooled) {
        if (watch.total().compareTo(request.deadline()) > 0) {
            interrupt(Optional.of("The installation stood still for longer than the deadline. Nothing was sent."));
            return;
        }
        RequestHeaders.write(request, opened);
        watch.sending();
        opened.send(Buffer.buffer(request.body())).onComplete(answer -> answered(answer, pooled));
    }

    private void notConnected(Throwable cause) {
        if (done) {
            return;
        }
        if (cause instanceof EgressFault) {
            interrupt(Optional.ofNullable(cause.getMessage()));
            return;
        }
        Failure failure = Failure.of(cause, request.target());
        if (failure.isDeadConnection() && !retried) {
            retry();
        } else if (failure.reason() == Outcome.Reason.CONNECT && hasNextAddress()) {
            tried++;
            guarded(() -> connect(retried));
        } else {
            fail(failure);
        }
    }

    private boolean hasNextAddress() {
        return tried + 1 < Math.min(addresses.size(), MAX_ADDRESSES);
    }

    private void retry() {
        retried = true;
        guarded(() -> connect(true));
    }

    private void answered(AsyncResult<HttpClientResponse> result, boolean pooled) {
        if (done) {
            return;
        }
        if (result.failed()) {
            Failure failure = Failure.of(result.cause(), request.target());
            if (pooled && !retried && failure.isDeadConnection()) {
                retry();
            } else if (failure.isDeadConnection() && isTunnelled()) {
                askWhose(failure);
            } else {
                fail(failure);
            }
            return;
        }
        watch.firstByte();
        read(result.result());
    }

    private InetSocketAddress place() {
        return new InetSocketAddress(addresses.get(tried), request.target().origin().port());
    }

    private boolean isTunnelled() {
        return guards.egress().isPresent() && !addresses.isEmpty() && Tunnels.leadTo(addresses.get(tried));
    }

    /** A proxy that died cuts its tunnels as a receiver does; it opens no other one. */
    private void askWhose(Failure failure) {
        guards.connections().open(request.target(), addresses.get(tried), true).onComplete(again -> {
            if (again.succeeded()) {
                again.result().exceptionHandler(_ -> {});
                again.result().reset();
            }
            if (again.cause() instanceof EgressFault fault) {
                interrupt(Optional.ofNullable(fault.getMessage()));
            } else {
                fail(failure);
            }
        });
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(cause -> fail(Failure.of(cause, request.target())));
        if (response.statusCode() < 100 || response.statusCode() > 599) {
            fail(Failure.status(response.statusCode()));
            return;
        }
        AnswerReader reading = new AnswerReader(response);
        reader = reading;
        response.handler(chunk -> {
            if (!done && reading.isFull(chunk)) {
                answer(reading);
                abandon();
            }
        });
        response.endHandler(_ -> answer(reading));
    }

    private void answer(AnswerReader reading) {
        finish(reading.outcome(watch.timing(), guards.clock().instant()));
    }

    private void deadline() {
        timer = NOT_SET;
        boolean tunnelling = sent == null && isTunnelled();
        Optional<IOException> proxy = guards.egress().filter(_ -> tunnelling).map(health -> health.late(place()));
        if (proxy.isPresent() && proxy.get() instanceof EgressFault fault) {
            interrupt(Optional.ofNullable(fault.getMessage()));
        } else {
            fail(Failure.deadline(request.deadline()));
        }
    }

    /** We are stopping. */
    void interrupt() {
        interrupt(Optional.empty());
    }

    private void interrupt(Optional<String> fault) {
        if (done) {
            return;
        }
        finish(new Outcome.Interrupted(fault, watch.timing()));
        abandon();
    }

    private void forbid(RefusedTarget refusal) {
        finish(new Outcome.Forbidden(refusal.rule(), refusal.detail(), watch.timing()));
    }

    private void fail(Failure failure) {
        if (done) {
            return; // the connection may serve another exchange by now
        }
        if (lane.isClosed()) {
            interrupt();
            return;
        }
        Optional<Answer> partial = Optional.ofNullable(reader).map(AnswerReader::answer);
        finish(new Outcome.Unreachable(failure.reason(), failure.detail(), partial, watch.timing()));
        abandon();
    }

    /** Closes the connection: whatever else the receiver sends is not wanted. */
    private void abandon() {
        if (sent != null) {
            sent.reset();
        }
    }

    private void finish(Outcome outcome) {
        if (done) {
            return;
        }
        done = true;
        if (timer != NOT_SET) {
            lane.cancel(timer);
        }
        lane.finish(this, then, outcome);
    }
}
