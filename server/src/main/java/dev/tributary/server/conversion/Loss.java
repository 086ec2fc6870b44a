package dev.tributary.server.conversion;

/** A claim that earned nothing, and why. */
record Loss(Claim claim, LossReason reason) {}
