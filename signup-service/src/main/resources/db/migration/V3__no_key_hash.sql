-- A user's id follows from key and body, by a secret of the gateway: storage need not know keys, not even as hashes.
ALTER TABLE signup.email_claim DROP COLUMN idempotency_key_hash;
