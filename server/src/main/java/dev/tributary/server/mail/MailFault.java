package dev.tributary.server.mail;

/** The mail server did not take a mail; later it may. The message is one line, for the operator. */
public final class MailFault extends Exception {
    private static final long serialVersionUID = 1;

    MailFault(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
