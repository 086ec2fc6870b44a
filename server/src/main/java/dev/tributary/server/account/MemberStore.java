package dev.tributary.server.account;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables app_user and membership, as seen from the people. */
@Component
class MemberStore {
    private final JdbcClient jdbc;

    MemberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> byEmail(String email) {
        return jdbc.sql("select id, email from app_user where email = ?")
                .param(email)
                .query(MemberStore::user)
                .optional();
    }

    Optional<User> byId(UserId user) {
        return jdbc.sql("select id, email from app_user where id = ?")
                .param(user.value())
                .query(MemberStore::user)
                .optional();
    }

    /** False if the address is taken. */
    boolean insert(User user, Instant now) {
        return jdbc.sql("insert into app_user (id, email, created_at) values (?, ?, ?) on conflict do nothing")
                        .params(user.id().value(), user.email(), utc(now))
                        .update()
                == 1;
    }

    Optional<Role> role(AccountId account, UserId user) {
        return jdbc.sql("""
                select role from membership where account_id = ? and user_id = ? and came_in_at is not null
                """)
                .params(account.value(), user.value())
                .query((row, number) -> role(row))
                .optional();
    }

    List<AccountId> accounts(UserId user) {
        return jdbc.sql("""
                select m.account_id from membership m join account a on a.id = m.account_id
                where m.user_id = ? and m.came_in_at is not null
                order by lower(a.name), a.id
                """)
                .param(user.value())
                .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    List<Membership> list(AccountId account) {
        return jdbc.sql("""
                select u.id, u.email, m.role, m.created_at, m.came_in_at is not null as came_in
                from membership m join app_user u on u.id = m.user_id
                where m.account_id = ?
                order by u.email
                """)
                .param(account.value())
                .query(MemberStore::membership)
                .list();
    }

    /** Joins, or lets in who had joined already; their role stays then. */
    void letIn(AccountId account, UserId user, Role role, Instant now) {
        jdbc.sql("""
                insert into membership (account_id, user_id, role, created_at, came_in_at) values (?, ?, ?, ?, ?)
                on conflict (account_id, user_id)
                do update set came_in_at = coalesce(membership.came_in_at, excluded.came_in_at)
                """)
                .params(account.value(), user.value(), role.text(), utc(now), utc(now))
                .update();
    }

    void comeIn(AccountId account, UserId user, Instant now) {
        jdbc.sql("""
                update membership set came_in_at = coalesce(came_in_at, ?) where account_id = ? and user_id = ?
                """).params(utc(now), account.value(), user.value()).update();
    }

    /** The owners, who can't change until the transaction ends. */
    List<UserId> lockOwners(AccountId account) {
        return jdbc.sql("""
                select user_id from membership where account_id = ? and role = 'owner' and came_in_at is not null
                order by user_id for update
                """)
                .param(account.value())
                .query((row, number) -> new UserId(row.getObject("user_id", UUID.class)))
                .list();
    }

    boolean change(AccountId account, UserId user, Role role) {
        return jdbc.sql("update membership set role = ? where account_id = ? and user_id = ?")
                        .params(role.text(), account.value(), user.value())
                        .update()
                == 1;
    }

    boolean remove(AccountId account, UserId user) {
        return jdbc.sql("delete from membership where account_id = ? and user_id = ?")
                        .params(account.value(), user.value())
                        .update()
                == 1;
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(new UserId(row.getObject("id", UUID.class)), row.getString("email"));
    }

    private static Role role(ResultSet row) throws SQLException {
        return Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(
                user(row, number),
                role(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("came_in"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
