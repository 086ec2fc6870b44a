/**
 * The product as a person meets it: the program started as an operator starts it, its pages in a real browser. Each
 * test works in a window of its own, whose complaints (an error on the console, a dialog that nobody asked for, a
 * request to another host) fail it.
 */
@NullMarked
package dev.tributary.e2e;

import org.jspecify.annotations.NullMarked;
