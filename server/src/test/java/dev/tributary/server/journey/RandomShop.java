package dev.tributary.server.journey;

import java.util.List;
import java.util.Map;

/** A shop on a random day. */
interface RandomShop {
    /** What may happen there, by what it is called. */
    Map<String, Runnable> things();

    /** What it has sold. */
    List<ToldOrder> orders();

    /** How it tells of that. */
    Post post();
}
