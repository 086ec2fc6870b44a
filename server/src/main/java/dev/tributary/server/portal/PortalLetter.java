package dev.tributary.server.portal;

/** Words a mail to an affiliate. Names of programmes come in as one harmless line each. */
record PortalLetter(String subject, String text) {
    static PortalLetter link(Purpose purpose, String programmes, String url) {
        boolean password = purpose == Purpose.PASSWORD;
        return new PortalLetter(password ? "Choose a new password" : "Your link to sign in", """
                Somebody, most likely you, asked for a link to %s
                of your affiliate account with %s:

                %s

                It works once, within an hour. If it wasn’t you, there is nothing to do:
                without this mail nobody gets in.
                """.formatted(
                        password ? "choose a new password" : "the portal", programmes, url));
    }

    static PortalLetter proveAddress(String programme, String url) {
        return new PortalLetter("Confirm your e-mail address", """
                This address is to become the one of your affiliate account with %s.
                Open this link to confirm that it is yours:

                %s

                It works once, within a day. If you know nothing of this, there is nothing to do.
                """.formatted(programme, url));
    }

    static PortalLetter oldAddress(String programme) {
        return new PortalLetter("Your e-mail address was changed", """
                The e-mail address of your affiliate account with %s was changed; this one
                no longer signs in to it. If it wasn’t you, tell %s.
                """.formatted(programme, programme));
    }

    /** Without the address itself: it is whose session made it that the reader is to think of. */
    static PortalLetter payPal(String programme) {
        return new PortalLetter("Your PayPal address was changed", """
                The PayPal address of your affiliate account with %s was changed. If it
                wasn’t you, change it back, choose a new password, and tell %s.
                """.formatted(programme, programme));
    }
}
