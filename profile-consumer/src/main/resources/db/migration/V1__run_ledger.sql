-- Every key begins with the bucket of the user: all that belongs to one user is on one shard of a distributed database.

-- The bucket in a user's id: 6 bits after those of the version.
CREATE FUNCTION profile.bucket_of(user_id uuid) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (((get_byte(uuid_send(user_id), 6) & 15) << 2) | (get_byte(uuid_send(user_id), 7) >> 6))::smallint;

-- Each run once, by months of its start: a run id is a UUIDv7, so a range of ids is a range of time. The start itself is
-- read out of the id and takes no room.
CREATE TABLE profile.run (
    bucket                 smallint         NOT NULL,
    user_id                uuid             NOT NULL,
    run_id                 uuid             NOT NULL,
    version                bigint           NOT NULL,
    distance_mm            bigint           NOT NULL,
    elevation_gain_m       double precision,
    average_heart_rate_bpm double precision,
    elapsed_s              integer          NOT NULL,
    moving_s               integer,
    deleted                boolean          NOT NULL,
    client_run_id          text,
    time_zone              text,
    utc_offset_minutes     smallint,
    started_at             timestamptz GENERATED ALWAYS AS (uuid_extract_timestamp(run_id)) VIRTUAL,
    PRIMARY KEY (bucket, user_id, run_id)
) PARTITION BY RANGE (run_id);

COMMENT ON COLUMN profile.run.deleted IS 'a tombstone: its distance and time are 0';
COMMENT ON COLUMN profile.run.utc_offset_minutes IS
    'by how much the runner''s local time was ahead of UTC at the start, as the phone told it: the local date depends on it';

-- Ids of no month that a run can have. Such a tombstone is stored like any other, but opens no month.
CREATE TABLE profile.run_elsewhere PARTITION OF profile.run DEFAULT;

-- Opens a month: made beside the ledger and then attached, which does not stop the batches of other months. Whatever
-- of this month lies elsewhere moves in. Two instances that want the same month meet at the advisory lock.
CREATE FUNCTION profile.open_month(month text, lowest uuid, beyond uuid) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('profile.open_month'));
    IF to_regclass(format('profile.%I', month)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE profile.%I (LIKE profile.run INCLUDING ALL)', month);
    EXECUTE format(
        'WITH moved AS (DELETE FROM profile.run_elsewhere WHERE run_id >= %L AND run_id < %L RETURNING *)
         INSERT INTO profile.%I (bucket, user_id, run_id, version, distance_mm, elevation_gain_m, average_heart_rate_bpm,
                                 elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes)
         SELECT bucket, user_id, run_id, version, distance_mm, elevation_gain_m, average_heart_rate_bpm,
                elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes
           FROM moved', lowest, beyond, month);
    EXECUTE format('ALTER TABLE profile.run ATTACH PARTITION profile.%I FOR VALUES FROM (%L) TO (%L)',
                   month, lowest, beyond);
END
$$;

-- What the runs of a runner add up to, kept by the statement that stores them. Every batch rewrites the rows of its
-- runners, so pages keep room for a new version of a row beside the old one (HOT: no index is touched).
CREATE TABLE profile.runner_totals (
    bucket      smallint    NOT NULL,
    user_id     uuid        NOT NULL,
    runs        bigint      NOT NULL,
    distance_mm bigint      NOT NULL,
    elapsed_s   bigint      NOT NULL,
    rejected    boolean     NOT NULL DEFAULT false,
    updated_at  timestamptz NOT NULL,
    revision    bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (bucket, user_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

COMMENT ON COLUMN profile.runner_totals.rejected IS 'the signup was refused: there are no runs and never will be';

-- The revision of a user is the sum of both: each only rises, so a higher sum is newer. Cached answers are compared by it.
COMMENT ON COLUMN profile.runner_totals.revision IS 'raised by each batch that changes a run or the mark of the user';

-- Who runs, as the accepted signup told it. A run may come first: nothing refers to this table.
CREATE TABLE profile.runner (
    bucket     smallint    NOT NULL,
    user_id    uuid        NOT NULL,
    first_name text        NOT NULL,
    last_name  text        NOT NULL,
    birth_year integer,
    city       text,
    country    text,
    decided_at timestamptz NOT NULL,
    revision   bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (bucket, user_id)
);

COMMENT ON COLUMN profile.runner.revision IS 'raised by each change of the row';

-- Runners are found by their ids alone, so no histogram changes a plan. With the default target ANALYZE reads up to 30,000
-- pages and sorts every column of its sample, again and again while the table grows; without any it still keeps count.
ALTER TABLE profile.runner
    ALTER COLUMN bucket SET STATISTICS 0,
    ALTER COLUMN user_id SET STATISTICS 0,
    ALTER COLUMN first_name SET STATISTICS 0,
    ALTER COLUMN last_name SET STATISTICS 0,
    ALTER COLUMN birth_year SET STATISTICS 0,
    ALTER COLUMN city SET STATISTICS 0,
    ALTER COLUMN country SET STATISTICS 0,
    ALTER COLUMN decided_at SET STATISTICS 0,
    ALTER COLUMN revision SET STATISTICS 0;
