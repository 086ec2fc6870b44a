package dev.tributary.webhooks.transport;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.InetAddress;
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
    private static final String STOOD_STILL = "The installation stood still for longer than the deadline.";

    private final Lane lane;
    private final Lane.Guards guards;
    private final Request request;
    private final Consumer<Outcome> then;
    private final BlameProxy blame;
    private final Stopwatch watch = new Stopwatch();
    private final Deadline deadline;
    private List<InetAddress> addresses = List.of();
    private int tried;
    private boolean retried;
    private boolean done;
    private @Nullable HttpClientRequest sent;
    private @Nullable AnswerReader reader;

    Exchange(Lane lane, Lane.Guards guards, Request request, Consumer<Outcome> then) {
        this.lane = lane;
        this.guards = guards;
        this.blame = new BlameProxy(guards);
        this.request = request;
        this.then = then;
        this.deadline = new Deadline(lane, watch, request.deadline());
    }

    void begin() {
        guarded(this::start);
    }

    /** A fault of ours charges no attempt. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!lane.isClosed()) {
                Origin origin = request.target().origin();
                LOG.error("sending to {} failed by our own fault", origin, e);
            }
            interrupt(Optional.of("The installation failed to send; its log says why."));
        }
    }

    private void start() {
        deadline.set(this::tooLate, () -> interrupt(Optional.of(STOOD_STILL)));
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
        Optional<String> fault = OurFault.in(failure);
        if (fault.isPresent()) {
            interrupt(fault);
        } else if (failure != null || found == null || found.isEmpty()) {
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
        if (deadline.isOver()) {
            interrupt(Optional.of(STOOD_STILL + " Nothing was sent."));
            return;
        }
        RequestHeaders.write(request, opened);
        watch.sending();
        opened.send(Buffer.buffer(request.body())).onComplete(answer -> answered(answer, pooled));
    }

    private void notConnected(Throwable cause) {
        if (done || isOurs(cause)) {
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

    private boolean isOurs(Throwable cause) {
        Optional<String> fault = OurFault.in(cause, addresses.get(tried));
        fault.ifPresent(text -> interrupt(Optional.of(text)));
        return fault.isPresent();
    }

    private boolean hasNextAddress() {
        return tried + 1 < Math.min(addresses.size(), MAX_ADDRESSES);
    }

    private void retry() {
        retried = true;
        guarded(() -> connect(true));
    }

    private void answered(AsyncResult<HttpClientResponse> result, boolean pooled) {
        if (done || (result.failed() && isOurs(result.cause()))) {
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

    /** A proxy that died cuts its tunnels as a receiver does. */
    private void askWhose(Failure failure) {
        blame.askBy(request.target(), addresses.get(tried), fault -> {
            if (fault.isPresent()) {
                interrupt(fault);
            } else {
                fail(failure);
            }
        });
    }

    private boolean isTunnelled() {
        return !addresses.isEmpty() && blame.concerns(addresses.get(tried));
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(cause -> {
            if (!isOurs(cause)) {
                fail(Failure.of(cause, request.target()));
            }
        });
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

    private void tooLate() {
        Optional<String> proxys = sent == null && isTunnelled()
                ? blame.ofSilence(request.target(), addresses.get(tried))
                : Optional.empty();
        if (proxys.isPresent()) {
            interrupt(proxys);
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
        deadline.cancel();
        lane.finish(this, then, outcome);
    }
}
