-- One role for each service, which owns the schema of its own name and nothing else. Run by the superuser, as often as one likes;
-- passwords come from the environment, and a changed one is taken over.
\getenv signup_password SIGNUP_PASSWORD
\getenv profile_password PROFILE_PASSWORD
\getenv dead_letters_password DEAD_LETTERS_PASSWORD
SET client_min_messages = warning;

-- For the operator console, whose role may not create in the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

SELECT format('CREATE ROLE %I LOGIN', name)
  FROM unnest(ARRAY['signup', 'profile', 'dead_letters']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

ALTER ROLE signup LOGIN PASSWORD :'signup_password';
ALTER ROLE profile LOGIN PASSWORD :'profile_password';
ALTER ROLE dead_letters LOGIN PASSWORD :'dead_letters_password';

CREATE SCHEMA IF NOT EXISTS signup AUTHORIZATION signup;
CREATE SCHEMA IF NOT EXISTS profile AUTHORIZATION profile;
CREATE SCHEMA IF NOT EXISTS dead_letters AUTHORIZATION dead_letters;
