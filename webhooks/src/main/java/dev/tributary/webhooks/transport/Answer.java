package dev.tributary.webhooks.transport;

import java.util.List;

/**
 * What a receiver answered.
 *
 * @param status 100–599
 * @param headers in the order received, at most 16 KiB in all
 * @param body its first 16 KiB, hostile bytes; empty where there was none
 * @param truncated whether more of the body came than is kept
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be stored; never compared
public record Answer(int status, List<Header> headers, byte[] body, boolean truncated) {}
