-- Every key begins with the bucket of the user, which is also the bucket of the address: claim, account and refusal of one address
-- are on one shard of a distributed database.
--
-- Rows are found by their keys alone, so no histogram changes a plan. With the default target ANALYZE reads up to 30,000
-- pages of a table and sorts every column of its sample, again and again while the table grows; without any it still keeps count.

-- The bucket in a user's id: 6 bits after those of the version.
CREATE FUNCTION signup.bucket_of(user_id uuid) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (((get_byte(uuid_send(user_id), 6) & 15) << 2) | (get_byte(uuid_send(user_id), 7) >> 6))::smallint;

-- The bucket of whoever has, or wants, the address: the first 6 bits of its SHA-256.
CREATE FUNCTION signup.bucket_of_address(email_key text) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (get_byte(sha256(convert_to(email_key, 'UTF8')), 0) >> 2)::smallint;

-- Who owns an address. This key decides; Redis only remembers. Keys are compared as bytes, in any locale.
CREATE TABLE signup.email_claim (
    bucket    smallint NOT NULL,
    email_key text     COLLATE "C" NOT NULL,
    user_id   uuid     NOT NULL,
    PRIMARY KEY (bucket, email_key)
);

ALTER TABLE signup.email_claim
    ALTER COLUMN bucket SET STATISTICS 0,
    ALTER COLUMN email_key SET STATISTICS 0,
    ALTER COLUMN user_id SET STATISTICS 0;

CREATE TABLE signup.account (
    bucket       smallint    NOT NULL,
    user_id      uuid        NOT NULL,
    email        text        NOT NULL,
    first_name   text        NOT NULL,
    last_name    text        NOT NULL,
    birth_year   integer,
    city         text,
    country      text,
    requested_at timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (bucket, user_id)
);

ALTER TABLE signup.account
    ALTER COLUMN bucket SET STATISTICS 0,
    ALTER COLUMN user_id SET STATISTICS 0,
    ALTER COLUMN email SET STATISTICS 0,
    ALTER COLUMN first_name SET STATISTICS 0,
    ALTER COLUMN last_name SET STATISTICS 0,
    ALTER COLUMN birth_year SET STATISTICS 0,
    ALTER COLUMN city SET STATISTICS 0,
    ALTER COLUMN country SET STATISTICS 0,
    ALTER COLUMN requested_at SET STATISTICS 0,
    ALTER COLUMN created_at SET STATISTICS 0;

-- Refusals are kept, so that every accepted request can be counted: accounts + rejections.
CREATE TABLE signup.rejection (
    bucket      smallint    NOT NULL,
    user_id     uuid        NOT NULL,
    reason      text        NOT NULL,
    rejected_at timestamptz NOT NULL,
    PRIMARY KEY (bucket, user_id)
);
