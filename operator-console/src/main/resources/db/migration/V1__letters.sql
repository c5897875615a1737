-- Substring search in messages. A trusted extension: who may CREATE in the database may install it; the local stack does so
-- beforehand, and then this does nothing.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Letters that failed for the same reason: group, root exception, message without its values, top frames of our code.
CREATE TABLE dead_letters.cause (
    fingerprint     text        PRIMARY KEY,
    group_name      text        NOT NULL,
    exception_class text        NOT NULL,
    message         text        NOT NULL,
    frames          text        NOT NULL,
    total           bigint      NOT NULL DEFAULT 0,
    open            bigint      NOT NULL DEFAULT 0,
    first_seen      timestamptz NOT NULL,
    last_seen       timestamptz NOT NULL,
    service_version text,
    sample_id       bigint
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

COMMENT ON COLUMN dead_letters.cause.message IS 'with its values blanked';
COMMENT ON COLUMN dead_letters.cause.sample_id IS 'the newest letter';

CREATE INDEX cause_newest ON dead_letters.cause (last_seen DESC, fingerprint);
CREATE INDEX cause_of_group ON dead_letters.cause (group_name, last_seen DESC, fingerprint);

-- The letters of one cause from one topic, counted by state. A filter by topic, group, exception, cause or state is a choice
-- of piles; how many letters it finds is a sum over them, and where they lie is in letter_pile.
CREATE TABLE dead_letters.pile (
    id              integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint     text        NOT NULL REFERENCES dead_letters.cause,
    topic           text        NOT NULL,
    group_name      text        NOT NULL,
    exception_class text        NOT NULL,
    open            bigint      NOT NULL DEFAULT 0,
    sending         bigint      NOT NULL DEFAULT 0,
    sent            bigint      NOT NULL DEFAULT 0,
    applied         bigint      NOT NULL DEFAULT 0,
    failed_again    bigint      NOT NULL DEFAULT 0,
    discarded       bigint      NOT NULL DEFAULT 0,
    UNIQUE (fingerprint, topic)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- Every record of every dead-letter topic, once.
CREATE TABLE dead_letters.letter (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dlt_topic       text        NOT NULL,
    dlt_partition   integer     NOT NULL,
    dlt_offset      bigint      NOT NULL,
    topic           text        NOT NULL,
    partition       integer,
    "offset"        bigint,
    record_time     timestamptz,
    group_name      text        NOT NULL,
    event_id        text,
    event_type      text,
    user_id         uuid,
    reason          text        NOT NULL,
    exception_class text        NOT NULL,
    message         text        NOT NULL,
    stack           text        NOT NULL,
    attempts        integer     NOT NULL,
    first_failure   timestamptz NOT NULL,
    last_failure    timestamptz NOT NULL,
    service_version text,
    trace_id        text,
    fingerprint     text        NOT NULL REFERENCES dead_letters.cause,
    pile            integer     NOT NULL REFERENCES dead_letters.pile,
    key             bytea,
    value           bytea,
    headers         jsonb       NOT NULL,
    replay_id       uuid,
    replay_count    integer     NOT NULL,
    previous_id     bigint,
    state           text        NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'sending', 'sent', 'applied', 'failed-again', 'discarded')),
    state_at        timestamptz NOT NULL DEFAULT now(),
    indexed_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (dlt_topic, dlt_partition, dlt_offset)
) WITH (toast_tuple_target = 512);

COMMENT ON COLUMN dead_letters.letter.topic IS 'where the record first came from; with partition, offset and group_name the same for every life of it';
COMMENT ON COLUMN dead_letters.letter.record_time IS 'of the original record';
COMMENT ON COLUMN dead_letters.letter.message IS 'without e-mail addresses, and so is the stack: both are searched and shown to everybody';
COMMENT ON COLUMN dead_letters.letter.headers IS 'the original''s own, in order: [name, value in base64 or null] each';
COMMENT ON COLUMN dead_letters.letter.replay_id IS 'the replay that it failed again in';
COMMENT ON COLUMN dead_letters.letter.previous_id IS 'the letter that was replayed then';

CREATE INDEX letter_newest ON dead_letters.letter (last_failure DESC, id DESC);
CREATE INDEX letter_pile ON dead_letters.letter (pile, state, last_failure DESC, id DESC);
CREATE INDEX letter_user ON dead_letters.letter (user_id, last_failure DESC, id DESC) WHERE user_id IS NOT NULL;
CREATE INDEX letter_origin ON dead_letters.letter (topic, partition, "offset", group_name);
CREATE INDEX letter_message ON dead_letters.letter USING gin (message gin_trgm_ops) WITH (gin_pending_list_limit = 1024);

-- Which letter a replay was of. The replays' migration puts its own table behind this.
CREATE FUNCTION dead_letters.letter_of_replay(uuid) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN NULL::bigint;

CREATE TYPE dead_letters.tally AS (pile integer, state text, letters bigint, newest bigint);

-- The counts follow from the letters, whoever changes them and however many at once. Causes are locked before their piles and
-- in order, as by the indexing statement: two transactions that share them wait for each other and don't deadlock.
CREATE FUNCTION dead_letters.count_letters() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    changes dead_letters.tally[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        changes := ARRAY(
            SELECT ROW(pile, state, count(*), max(id))::dead_letters.tally FROM after GROUP BY pile, state);
    ELSE
        changes := ARRAY(
            SELECT ROW(pile, state, sum(n), NULL)::dead_letters.tally
              FROM (SELECT pile, state, 1 AS n FROM after UNION ALL SELECT pile, state, -1 FROM before) AS either
             GROUP BY pile, state
            HAVING sum(n) <> 0);
    END IF;
    IF cardinality(changes) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM
       FROM dead_letters.cause
      WHERE fingerprint IN (SELECT pile.fingerprint FROM unnest(changes) AS change JOIN dead_letters.pile ON id = change.pile)
      ORDER BY fingerprint
        FOR NO KEY UPDATE;
    UPDATE dead_letters.cause
       SET total = total + delta.all_letters,
           open = open + delta.open_letters,
           sample_id = greatest(sample_id, delta.newest)
      FROM (SELECT pile.fingerprint,
                   sum(letters) AS all_letters,
                   coalesce(sum(letters) FILTER (WHERE state = 'open'), 0) AS open_letters,
                   max(newest) AS newest
              FROM unnest(changes) AS change
              JOIN dead_letters.pile ON pile.id = change.pile
             GROUP BY pile.fingerprint) AS delta
     WHERE cause.fingerprint = delta.fingerprint;
    UPDATE dead_letters.pile
       SET open = open + delta.opened,
           sending = sending + delta.began,
           sent = sent + delta.went,
           applied = applied + delta.applies,
           failed_again = failed_again + delta.fails,
           discarded = discarded + delta.discards
      FROM (SELECT change.pile,
                   coalesce(sum(letters) FILTER (WHERE state = 'open'), 0) AS opened,
                   coalesce(sum(letters) FILTER (WHERE state = 'sending'), 0) AS began,
                   coalesce(sum(letters) FILTER (WHERE state = 'sent'), 0) AS went,
                   coalesce(sum(letters) FILTER (WHERE state = 'applied'), 0) AS applies,
                   coalesce(sum(letters) FILTER (WHERE state = 'failed-again'), 0) AS fails,
                   coalesce(sum(letters) FILTER (WHERE state = 'discarded'), 0) AS discards
              FROM unnest(changes) AS change
             GROUP BY change.pile) AS delta
     WHERE pile.id = delta.pile;
    RETURN NULL;
END
$$;

CREATE TRIGGER letter_indexed AFTER INSERT ON dead_letters.letter
    REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION dead_letters.count_letters();

CREATE TRIGGER letter_changed AFTER UPDATE ON dead_letters.letter
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION dead_letters.count_letters();
