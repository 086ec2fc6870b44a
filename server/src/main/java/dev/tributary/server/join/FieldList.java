package dev.tributary.server.join;

import dev.tributary.server.api.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes to a programme's fields; each gives a new list, or refuses. */
final class FieldList {
    private FieldList() {}

    static ProgrammeField get(List<ProgrammeField> fields, long number) {
        return fields.get(index(fields, number));
    }

    static List<ProgrammeField> add(List<ProgrammeField> fields, ProgrammeField field) {
        if (fields.size() == ReadField.MOST) {
            throw Problem.unprocessable("label", "can't be added: a page has at most " + ReadField.MOST + " fields");
        }
        refuseTwin(fields, field);
        List<ProgrammeField> more = new ArrayList<>(fields);
        more.add(field);
        return more;
    }

    static List<ProgrammeField> replace(List<ProgrammeField> fields, long number, ProgrammeField field) {
        int index = index(fields, number);
        List<ProgrammeField> others = remove(fields, number);
        refuseTwin(others, field);
        List<ProgrammeField> changed = new ArrayList<>(others);
        changed.add(index, field);
        return changed;
    }

    static List<ProgrammeField> move(List<ProgrammeField> fields, long number, boolean up) {
        int index = index(fields, number);
        int other = index + (up ? -1 : 1);
        List<ProgrammeField> moved = new ArrayList<>(fields);
        if (other >= 0 && other < fields.size()) {
            Collections.swap(moved, index, other);
        }
        return moved;
    }

    static List<ProgrammeField> remove(List<ProgrammeField> fields, long number) {
        List<ProgrammeField> fewer = new ArrayList<>(fields);
        fewer.remove(index(fields, number));
        return fewer;
    }

    private static int index(List<ProgrammeField> fields, long number) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).number() == number) {
                return i;
            }
        }
        throw Problem.notFound("field " + number);
    }

    private static void refuseTwin(List<ProgrammeField> fields, ProgrammeField field) {
        if (fields.stream().anyMatch(other -> other.label().equals(field.label()))) {
            throw Problem.unprocessable("label", "is on this page already");
        }
    }
}
