package dev.tributary.server.join;

import dev.tributary.server.api.Problem;

/** A coupon that was given away between looking and taking. Merchants are told who has it; strangers are not. */
final class TakenCoupon {
    private static final int CONFLICT = 409;

    private TakenCoupon() {}

    static Problem hide(Problem problem) {
        return problem.status() == CONFLICT ? Problem.unprocessable("coupon", "is taken: choose another") : problem;
    }
}
