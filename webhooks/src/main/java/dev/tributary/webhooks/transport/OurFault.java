package dev.tributary.webhooks.transport;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing came back, where that tells nothing of the receiver: this machine lacked something, or the operator's proxy is
 * at fault. No attempt is charged.
 */
final class OurFault {
    private static final int MAX_CAUSES = 10;
    private static final Set<String> TEXTS = Set.of(
            "Too many open files",
            "Too many open files in system",
            "Cannot allocate memory",
            "No buffer space available");

    private OurFault() {}

    /** In a sentence; empty if the cause is another. */
    static Optional<String> in(Throwable failure, InetAddress address) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            Optional<String> fault = of(cause, address);
            if (fault.isPresent()) {
                return fault;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** The same, where no address was known yet. */
    static Optional<String> in(@Nullable Throwable failure) {
        return failure == null ? Optional.empty() : in(failure, InetAddress.getLoopbackAddress());
    }

    private static Optional<String> of(Throwable cause, InetAddress address) {
        return switch (cause) {
            case EgressFault fault -> Optional.ofNullable(fault.getMessage());
            case LookUpFault fault -> Optional.ofNullable(fault.getMessage());
            case OutOfMemoryError _ -> lacked("memory");
            case ChannelException _ -> lacked("a socket");
            // without IPv6, every address of it is answered so, and stays so
            case BindException _ when !(address instanceof Inet6Address) -> lacked("a local port");
            case IOException e when TEXTS.contains(String.valueOf(e.getMessage())) -> lacked("a socket");
            default -> Optional.empty();
        };
    }

    private static Optional<String> lacked(String what) {
        return Optional.of("The installation could not get " + what + " for the request.");
    }
}
