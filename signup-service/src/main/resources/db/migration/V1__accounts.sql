-- Who owns an address. This key decides; Redis only remembers. Keys are compared as bytes, in any locale.
CREATE TABLE signup.email_claim (
    email_key            text        COLLATE "C" PRIMARY KEY,
    user_id              uuid        NOT NULL,
    idempotency_key_hash text
);

CREATE TABLE signup.account (
    user_id      uuid        PRIMARY KEY,
    email        text        NOT NULL,
    first_name   text        NOT NULL,
    last_name    text        NOT NULL,
    birth_year   integer,
    city         text,
    country      text,
    requested_at timestamptz NOT NULL,
    created_at   timestamptz NOT NULL
);

-- Refusals are kept, so that every accepted request can be counted: accounts + rejections.
CREATE TABLE signup.rejection (
    user_id     uuid        PRIMARY KEY,
    reason      text        NOT NULL,
    rejected_at timestamptz NOT NULL
);
