package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The column earned of the table conversion: amounts as texts, with the scale that they have. */
final class EarnedColumn {
    private static final JsonMapper JSON = JsonMapper.shared();

    private EarnedColumn() {}

    private record Stored(List<StoredLine> lines, String shipping, String tax, String extras, String order) {}

    private record StoredLine(
            @Nullable String id, int place, String commissionable, String commission, boolean perPiece) {}

    static String write(Earned earned) {
        return JSON.writeValueAsString(new Stored(
                earned.lines().stream()
                        .map(line -> new StoredLine(
                                line.shopLine().orElse(null),
                                line.place(),
                                line.commissionable().toPlainString(),
                                line.commission().toPlainString(),
                                line.perPiece()))
                        .toList(),
                earned.shipping().toPlainString(),
                earned.tax().toPlainString(),
                earned.extras().toPlainString(),
                earned.order().toPlainString()));
    }

    static Earned read(String column) {
        Stored stored = JSON.readValue(column, Stored.class);
        return new Earned(
                stored.lines().stream()
                        .map(line -> new Earned.Line(
                                Optional.ofNullable(line.id()),
                                line.place(),
                                new BigDecimal(line.commissionable()),
                                new BigDecimal(line.commission()),
                                line.perPiece()))
                        .toList(),
                new BigDecimal(stored.shipping()),
                new BigDecimal(stored.tax()),
                new BigDecimal(stored.extras()),
                new BigDecimal(stored.order()));
    }
}
