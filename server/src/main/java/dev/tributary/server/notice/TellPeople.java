package dev.tributary.server.notice;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.Membership;
import dev.tributary.server.account.Role;
import dev.tributary.server.mail.MailFault;
import dev.tributary.server.mail.SendMail;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one notice to everybody whom it concerns. Owners come first. */
final class TellPeople {
    /** An account may have more people; that many are surely enough to have one who cares. */
    static final int MOST = 20;

    /** How long a notice rests that is not to be told now. */
    private static final Duration LATER = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(TellPeople.class);
    private static final Set<Role> CONCERNED = Set.of(Role.OWNER, Role.MANAGER);

    private final Notices notices;
    private final GatherFacts gather;
    private final Members members;
    private final SendMail mail;
    /** Who was told of notices that others have yet to be told of; by this process, else they are told again. */
    private final Set<String> done = new HashSet<>();

    TellPeople(Notices notices, GatherFacts gather, Members members, SendMail mail) {
        this.notices = notices;
        this.gather = gather;
        this.members = members;
        this.mail = mail;
    }

    /**
     * Tells it, and notes that it is told. One that is no longer true, or concerns nobody, is told to nobody; one whose time
     * has not come is put off.
     *
     * @return whether the mail server took a mail
     * @throws MailFault if somebody could not be told now
     */
    boolean tell(Notice notice) throws MailFault, InterruptedException {
        if (!gather.isTimely(notice)) {
            notices.putOff(notice, LATER);
            return false;
        }
        boolean taken = false;
        Optional<Facts> facts = gather.of(notice);
        if (facts.isPresent()) {
            Letter letter = new Letter(facts.get());
            for (String email : concerned(notice.account())) {
                taken |= tell(notice, letter, email);
            }
        }
        notices.told(notice);
        done.removeIf(key -> key.startsWith(notice.id().toString()));
        return taken;
    }

    private boolean tell(Notice notice, Letter letter, String email) throws MailFault, InterruptedException {
        String key = notice.id() + " " + email;
        if (done.contains(key)) {
            return false;
        }
        SendMail.Answer answer = mail.send(letter.to(email));
        if (done.size() >= MOST_REMEMBERED) {
            done.clear();
        }
        done.add(key);
        return switch (answer) {
            case TAKEN -> true;
            case REFUSED_ADDRESS -> {
                LOG.warn("Nobody at {} can be told of webhooks: the mail server refuses the address", email);
                yield false;
            }
        };
    }

    private List<String> concerned(AccountId account) {
        return members.list(account).stream()
                .filter(Membership::cameIn)
                .filter(member -> CONCERNED.contains(member.role()))
                .sorted(Comparator.comparing(Membership::role))
                .limit(MOST)
                .map(member -> member.user().email())
                .toList();
    }
}
