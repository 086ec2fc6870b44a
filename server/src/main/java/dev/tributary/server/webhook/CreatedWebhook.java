package dev.tributary.server.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A new webhook, with its secret for once. */
record CreatedWebhook(@JsonUnwrapped WebhookView webhook, String secret) {}
