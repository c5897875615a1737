package io.letsrun.profile.history;

/**
 * The version of a run that holds.
 *
 * @param version 1 to 2<sup>53</sup>
 * @param deleted whether that version is a deletion
 */
record StoredVersion(long version, boolean deleted) {}
