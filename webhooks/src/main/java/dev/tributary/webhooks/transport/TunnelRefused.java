package dev.tributary.webhooks.transport;

import java.io.IOException;

/** The operator's proxy, which works otherwise, made no connection to the target. */
final class TunnelRefused extends IOException {
    private static final long serialVersionUID = 1;

    TunnelRefused(String message) {
        super(message);
    }
}
