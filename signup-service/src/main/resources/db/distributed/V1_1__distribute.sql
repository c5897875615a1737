-- For Citus only, where this directory is one of SPRING_FLYWAY_LOCATIONS: rows of one bucket are on one server, whatever their table.
SELECT create_distributed_table('signup.email_claim', 'bucket');
SELECT create_distributed_table('signup.account', 'bucket', colocate_with => 'signup.email_claim');
SELECT create_distributed_table('signup.rejection', 'bucket', colocate_with => 'signup.email_claim');
