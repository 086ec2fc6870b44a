package dev.tributary.server.join;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table sign_up. */
@Component
class SignUpStore {
    private final JdbcClient jdbc;

    SignUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, SignUp signUp) {
        jdbc.sql("""
                insert into sign_up (account_id, affiliate, programme, terms, invited, coupon, at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(account.value())
                .param(signUp.affiliate())
                .param(signUp.programme().value())
                .param(signUp.terms().orElse(null))
                .param(signUp.invited())
                .param(signUp.coupon().orElse(null))
                .param(signUp.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<SignUp> find(AccountId account, long affiliate) {
        return jdbc.sql("select * from sign_up where account_id = ? and affiliate = ?")
                .params(account.value(), affiliate)
                .query(SignUpStore::read)
                .optional();
    }

    /** The affiliate wishes for no coupon any more. */
    void grant(AccountId account, long affiliate) {
        jdbc.sql("update sign_up set coupon = null where account_id = ? and affiliate = ?")
                .params(account.value(), affiliate)
                .update();
    }

    /** Those of affiliates numbered below this, the newest first. */
    List<SignUp> newest(AccountId account, ProgrammeId programme, long below, int limit) {
        return jdbc.sql("""
                        select * from sign_up
                        where account_id = ? and programme = ? and affiliate < ? order by affiliate desc limit ?
                        """)
                .params(account.value(), programme.value(), below, limit)
                .query(SignUpStore::read)
                .list();
    }

    private static SignUp read(ResultSet row, int index) throws SQLException {
        int terms = row.getInt("terms");
        @Nullable String coupon = row.getString("coupon");
        return new SignUp(
                row.getLong("affiliate"),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                terms == 0 ? Optional.empty() : Optional.of(terms),
                row.getBoolean("invited"),
                coupon == null ? Optional.empty() : Optional.of(coupon),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
