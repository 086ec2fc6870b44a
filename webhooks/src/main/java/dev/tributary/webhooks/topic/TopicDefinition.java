package dev.tributary.webhooks.topic;

/**
 * A topic with what a developer needs to receive it.
 *
 * @param topic the topic
 * @param dataSchema JSON Schema (2020-12), as JSON text, of {@code data} in the standard envelope, {@code sequence}
 *     included
 * @param exampleData an example of {@code data} without {@code sequence}: one JSON object in UTF-8
 * @param exampleClassic the same example as the classic body, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record TopicDefinition(Topic topic, String dataSchema, byte[] exampleData, byte[] exampleClassic) {}
