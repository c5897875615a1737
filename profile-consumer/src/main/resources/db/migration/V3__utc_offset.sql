-- By how much the runner's local time was ahead of UTC at the start, as the phone told it: the local date depends on it.
ALTER TABLE profile.run ADD COLUMN utc_offset_minutes smallint;

-- As before, with the new column.
CREATE OR REPLACE FUNCTION profile.open_month(month text, lowest uuid, beyond uuid) RETURNS void
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
         INSERT INTO profile.%I (user_id, run_id, version, distance_mm, elevation_gain_m, average_heart_rate_bpm,
                                 elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes)
         SELECT user_id, run_id, version, distance_mm, elevation_gain_m, average_heart_rate_bpm,
                elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes
           FROM moved', lowest, beyond, month);
    EXECUTE format('ALTER TABLE profile.run ATTACH PARTITION profile.%I FOR VALUES FROM (%L) TO (%L)',
                   month, lowest, beyond);
END
$$;
