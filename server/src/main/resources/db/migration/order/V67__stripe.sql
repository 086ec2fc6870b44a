-- What Stripe's refunds need to find their order.

create table stripe_payment (
    account_id uuid not null references account (id),
    source text not null check (length(source) between 1 and 64),
    payment text not null check (length(payment) between 1 and 255),
    order_key text not null check (length(order_key) between 1 and 255),
    primary key (account_id, source, payment)
);
comment on table stripe_payment is 'Which order a payment or charge paid, where the order is named by its invoice: refunds name the payment.';
