-- A replay: which letters are to be sent again, how fast, and how far that has got. The numbers are kept by the trigger
-- below; "waiting" is what the others leave of "expected".
CREATE TABLE dead_letters.replay (
    id            uuid        PRIMARY KEY,
    created_at    timestamptz NOT NULL DEFAULT now(),
    created_by    text        NOT NULL,
    filter        jsonb,
    rate          integer     NOT NULL CHECK (rate BETWEEN 1 AND 10000),
    state         text        NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'canary', 'running', 'paused', 'stopped', 'cancelled', 'done')),
    reason        text,
    trouble       text,
    expected      bigint      NOT NULL DEFAULT 0,
    sending       bigint      NOT NULL DEFAULT 0,
    sent          bigint      NOT NULL DEFAULT 0,
    applied       bigint      NOT NULL DEFAULT 0,
    failed        bigint      NOT NULL DEFAULT 0,
    skipped       bigint      NOT NULL DEFAULT 0,
    canaries      smallint    NOT NULL DEFAULT 0,
    proven        boolean     NOT NULL DEFAULT false,
    claimed_up_to bigint      NOT NULL DEFAULT -1,
    started_at    timestamptz,
    ended_at      timestamptz,
    lease_owner   uuid,
    lease_until   timestamptz
) WITH (fillfactor = 50);

COMMENT ON COLUMN dead_letters.replay.filter IS 'as it was asked for; null when letters were picked one by one';
COMMENT ON COLUMN dead_letters.replay.reason IS 'why it stopped itself';
COMMENT ON COLUMN dead_letters.replay.trouble IS 'what keeps the sender from going on at the moment';
COMMENT ON COLUMN dead_letters.replay.proven IS 'the canaries were applied, or an operator went on without that';
COMMENT ON COLUMN dead_letters.replay.claimed_up_to IS 'no letter up to this one waits, but canaries may be ahead of it';

-- The letters of a replay, frozen when it is drafted. The id is the x-replay-id under which the letter is sent.
-- No foreign keys: neither letters nor replays are ever deleted, and the checks would cost more than the rows.
-- No index knows the state, so that a change of it stays on the page (HOT).
CREATE TABLE dead_letters.replay_item (
    id              uuid    PRIMARY KEY DEFAULT uuidv7(),
    replay_id       uuid    NOT NULL,
    letter_id       bigint  NOT NULL,
    state           text    NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sending', 'sent', 'applied', 'failed-again', 'skipped')),
    canary          boolean NOT NULL DEFAULT false,
    sent_at         timestamptz,
    ended_at        timestamptz,
    detail          text,
    edited_key      bytea,
    edited_value    bytea,
    edited_event_id text,
    UNIQUE (replay_id, letter_id)
) WITH (fillfactor = 70);

CREATE INDEX replay_item_of_letter ON dead_letters.replay_item (letter_id);
CREATE INDEX replay_item_canary ON dead_letters.replay_item (replay_id) WHERE canary;

COMMENT ON COLUMN dead_letters.replay_item.detail IS 'why it was skipped';

-- Whoever changes items takes the lock of their replay's row first: so two changes of one replay never wait for each other
-- in a circle. A replay is done when each of its letters has its verdict.
CREATE FUNCTION dead_letters.count_replay_items() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE dead_letters.replay AS replay
       SET sending = replay.sending + change.sending,
           sent = replay.sent + change.sent,
           applied = replay.applied + change.applied,
           failed = replay.failed + change.failed,
           skipped = replay.skipped + change.skipped
      FROM (SELECT replay_id,
                   coalesce(sum(n) FILTER (WHERE state = 'sending'), 0) AS sending,
                   coalesce(sum(n) FILTER (WHERE state = 'sent'), 0) AS sent,
                   coalesce(sum(n) FILTER (WHERE state = 'applied'), 0) AS applied,
                   coalesce(sum(n) FILTER (WHERE state = 'failed-again'), 0) AS failed,
                   coalesce(sum(n) FILTER (WHERE state = 'skipped'), 0) AS skipped
              FROM (SELECT replay_id, state, 1 AS n FROM after_change
                    UNION ALL
                    SELECT replay_id, state, -1 FROM before_change) AS changed
             GROUP BY replay_id) AS change
     WHERE replay.id = change.replay_id;

    UPDATE dead_letters.replay
       SET state = 'done', reason = NULL, trouble = NULL, ended_at = now()
     WHERE id IN (SELECT replay_id FROM after_change)
       AND state IN ('canary', 'running', 'paused', 'stopped')
       AND applied + failed + skipped = expected;
    RETURN NULL;
END
$$;

CREATE TRIGGER count_replay_items
    AFTER UPDATE ON dead_letters.replay_item
    REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION dead_letters.count_replay_items();

-- Who did what to which letters. Written in the transaction of the deed itself, and never changed.
CREATE TABLE dead_letters.audit (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    who       text        NOT NULL,
    role      text        NOT NULL,
    action    text        NOT NULL,
    reason    text,
    replay_id uuid,
    letters   bigint[],
    filter    jsonb,
    count     bigint
);

CREATE INDEX audit_of_replay ON dead_letters.audit (replay_id) WHERE replay_id IS NOT NULL;
CREATE INDEX audit_discards ON dead_letters.audit (at) WHERE action = 'discard';
CREATE INDEX audit_of_letter ON dead_letters.audit USING gin (letters) WHERE letters IS NOT NULL;

CREATE FUNCTION dead_letters.refuse_to_rewrite() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON dead_letters.audit
    FOR EACH STATEMENT EXECUTE FUNCTION dead_letters.refuse_to_rewrite();

CREATE OR REPLACE FUNCTION dead_letters.letter_of_replay(uuid) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (SELECT item.letter_id FROM dead_letters.replay_item AS item WHERE item.id = $1);
