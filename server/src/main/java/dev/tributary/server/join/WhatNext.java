package dev.tributary.server.join;

/** What happens after a sign-up, as the page of thanks says it. */
public enum WhatNext {
    /** They open the link that is mailed to them. */
    CONFIRM,
    /** Somebody looks at the application. */
    WAIT,
    /** They are in. */
    START
}
