package dev.tributary.webhooks.dispatch;

/** A node's access to the rows that are the truth. Each part has one loop that calls it. */
interface Ledger {
    EventRows events();

    DueRows due();

    /**
     * Where outcomes go.
     *
     * @param publish for what is to be told of them
     */
    OutcomeRows outcomes(PublishEvents publish);

    NodeRows nodes();

    DeadNodeRows deadNodes();
}
