package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a fault of the operator's egress proxy from one of the receiver behind it. */
final class BlameProxy {
    private final Lane.Guards guards;

    BlameProxy(Lane.Guards guards) {
        this.guards = guards;
    }

    /** Whether what goes there passes a proxy. */
    boolean concerns(InetAddress address) {
        return guards.egress().isPresent() && Tunnels.leadTo(address);
    }

    /** The proxy's fault, in a sentence, if it is its fault that no connection came in all the time there was. */
    Optional<String> ofSilence(Target target, InetAddress address) {
        InetSocketAddress place = new InetSocketAddress(address, target.origin().port());
        return guards.egress().flatMap(health -> faultIn(health.late(place)));
    }

    /** A proxy that works opens another tunnel. */
    void askBy(Target target, InetAddress address, Consumer<Optional<String>> then) {
        guards.connections().open(target, address, true).onComplete(again -> {
            if (again.succeeded()) {
                again.result().exceptionHandler(_ -> {});
                again.result().reset();
            }
            then.accept(Optional.ofNullable(again.cause()).flatMap(BlameProxy::faultIn));
        });
    }

    private static Optional<String> faultIn(Throwable cause) {
        return cause instanceof EgressFault fault ? Optional.ofNullable(fault.getMessage()) : Optional.empty();
    }
}
