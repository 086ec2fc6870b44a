package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;

/** An affiliate and the account whose it is, where several accounts are asked at once. */
public record Located(AccountId account, Affiliate affiliate) {}
