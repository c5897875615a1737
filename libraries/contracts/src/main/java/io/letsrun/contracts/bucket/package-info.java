/** The 64 buckets that users belong to: in their ids, in the partitions of topics, in the keys of tables. */
@NullMarked
package io.letsrun.contracts.bucket;

import org.jspecify.annotations.NullMarked;
