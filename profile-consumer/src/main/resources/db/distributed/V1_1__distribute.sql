-- For Citus only, where this directory is one of SPRING_FLYWAY_LOCATIONS: rows of one bucket are on one server, whatever their table.
SELECT create_distributed_table('profile.runner_totals', 'bucket');
SELECT create_distributed_table('profile.runner', 'bucket', colocate_with => 'profile.runner_totals');
SELECT create_distributed_table('profile.run', 'bucket', colocate_with => 'profile.runner_totals');
