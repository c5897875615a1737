-- Rows are found by their keys alone, so no histogram changes a plan. With the default target ANALYZE reads up to 30,000
-- pages of a table and sorts every column of its sample, again and again while the table grows; without any it still keeps count.
ALTER TABLE signup.email_claim
    ALTER COLUMN email_key SET STATISTICS 0,
    ALTER COLUMN user_id SET STATISTICS 0,
    ALTER COLUMN idempotency_key_hash SET STATISTICS 0;

ALTER TABLE signup.account
    ALTER COLUMN user_id SET STATISTICS 0,
    ALTER COLUMN email SET STATISTICS 0,
    ALTER COLUMN first_name SET STATISTICS 0,
    ALTER COLUMN last_name SET STATISTICS 0,
    ALTER COLUMN birth_year SET STATISTICS 0,
    ALTER COLUMN city SET STATISTICS 0,
    ALTER COLUMN country SET STATISTICS 0,
    ALTER COLUMN requested_at SET STATISTICS 0,
    ALTER COLUMN created_at SET STATISTICS 0;
