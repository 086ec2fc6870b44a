package dev.tributary.server.portal;

/** What a one-time link is for. */
enum Purpose {
    /** To come in. */
    ENTER,
    /** To choose a password, and come in. */
    PASSWORD,
    /** To prove an e-mail address that is to become the affiliate's. */
    ADDRESS
}
