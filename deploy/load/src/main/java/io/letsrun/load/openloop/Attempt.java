package io.letsrun.load.openloop;

/**
 * One attempt to send a request.
 *
 * @param n the request, counted from 0
 * @param due when it was due, by {@link System#nanoTime}
 * @param number 0 for the first attempt
 */
record Attempt(long n, long due, int number) {}
