-- The trigger counts, and changes no state: every change of a state is a statement of Lifecycle.
CREATE OR REPLACE FUNCTION dead_letters.count_replay_items() RETURNS trigger
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
    RETURN NULL;
END
$$;
