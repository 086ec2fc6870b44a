package dev.tributary.server.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** One conversation with the mail server. */
final class Submission {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int FIRST_LASTING = 500;

    private final MailServer server;
    private final InstantSource clock;

    Submission(MailServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    SendMail.Answer hand(Mail mail) throws MessagingException {
        if (!isWritable(mail.to())) {
            return SendMail.Answer.REFUSED_ADDRESS;
        }
        Session session = Session.getInstance(properties());
        Address[] to = {address(mail.to())};
        Message message = message(session, mail, to);
        try (Transport transport = session.getTransport(protocol())) {
            if (server.login().isPresent()) {
                MailServer.Login login = server.login().get();
                transport.connect(server.host(), server.port(), login.user(), login.password());
            } else {
                transport.connect(server.host(), server.port(), null, null);
            }
            transport.sendMessage(message, to);
            return SendMail.Answer.TAKEN;
        } catch (SendFailedException failed) {
            if (refusesAddress(failed)) {
                return SendMail.Answer.REFUSED_ADDRESS;
            }
            throw failed;
        }
    }

    /** Whether the server refused the recipient for good, and nothing else. */
    private static boolean refusesAddress(SendFailedException failed) {
        return failed.getNextException() instanceof SMTPAddressFailedException refused
                && refused.getReturnCode() >= FIRST_LASTING;
    }

    private Message message(Session session, Mail mail, Address[] to) throws MessagingException {
        MimeMessage message = new Numbered(session, "<" + mail.id() + "@" + domain() + ">");
        message.setFrom(address(server.from()));
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DATE.format(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        // as bytes, which need no table of content handlers
        message.setDataHandler(new DataHandler(new ByteArrayDataSource(
                mail.text().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
        message.saveChanges();
        return message;
    }

    private Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        String millis = String.valueOf(server.deadline().toMillis());
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "localhost", domain());
        properties.setProperty(prefix + "auth", String.valueOf(server.login().isPresent()));
        properties.setProperty(prefix + "starttls.enable", "true");
        if (server.tls() || server.login().isPresent()) {
            // a password goes to nobody else, and never in the clear
            properties.setProperty(prefix + "starttls.required", String.valueOf(!server.tls()));
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        } else {
            // plain was asked for: TLS with a relay of one's own, whose certificate nobody signed, is better than none
            properties.setProperty(prefix + "ssl.trust", "*");
            properties.setProperty(prefix + "ssl.checkserveridentity", "false");
        }
        return properties;
    }

    private String protocol() {
        return server.tls() ? "smtps" : "smtp";
    }

    private String domain() {
        return server.from().substring(server.from().indexOf('@') + 1);
    }

    /** Whether it is one address, in characters that every mail server takes. */
    private static boolean isWritable(String email) {
        try {
            return email.matches("[!-~]+") && address(email).getType().equals("rfc822");
        } catch (MessagingException odd) {
            return false;
        }
    }

    private static Address address(String email) throws MessagingException {
        return new InternetAddress(email, true);
    }

    /** Keeps its id when it is saved. */
    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
