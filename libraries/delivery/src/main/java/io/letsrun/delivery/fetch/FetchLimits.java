package io.letsrun.delivery.fetch;

/**
 * How much of what a broker sends is unpacked into memory.
 *
 * @param record the most that one record may take: its bytes, and {@value #HEADER} for each header
 * @param batch the most that the records of one batch, and then of one answer of a broker, may take together, each record with
 *     {@value #RECORD} for its objects
 * @param unpacked how many bytes of one answer are unpacked at all, to find records behind a large one; this costs time and no
 *     memory
 */
record FetchLimits(int record, long batch, long unpacked) {

    static final int HEADER = 64;
    static final int RECORD = 100;

    /**
     * A record of 2 MiB is what a dead-letter topic takes. 32 MiB are a tenth of the smallest consumer's heap, and 250 times a batch
     * of our producers. 1.5 GiB of zeros unpack in about 4 s, less than half of a session's time-out.
     */
    static final FetchLimits DEFAULT = new FetchLimits(2 * 1024 * 1024, 32L * 1024 * 1024, 1536L * 1024 * 1024);

    /** The fewest bytes of a header, and of a record, as they are sent. */
    private static final int SMALLEST_HEADER = 2;

    private static final int SMALLEST_RECORD = 7;

    /** Returns how many bytes records may have that are not compressed, and that need not be looked at. */
    int surelyFits() {
        return record / (1 + HEADER / SMALLEST_HEADER + RECORD / SMALLEST_RECORD);
    }
}
