package io.letsrun.load.openloop;

/** Requests that are due and have no connection yet, the oldest first. Makes no garbage, whatever waits. */
final class Backlog {

    private final long[] numbers;
    private final long[] dues;
    private final int[] attempts;
    private int first;
    private int size;

    Backlog(int capacity) {
        this.numbers = new long[capacity];
        this.dues = new long[capacity];
        this.attempts = new int[capacity];
    }

    int size() {
        return size;
    }

    /** @return whether there was room */
    boolean offer(long n, long due, int attempt) {
        if (size == numbers.length) {
            return false;
        }
        int last = (first + size) % numbers.length;
        numbers[last] = n;
        dues[last] = due;
        attempts[last] = attempt;
        size++;
        return true;
    }

    long number() {
        return numbers[first];
    }

    long due() {
        return dues[first];
    }

    int attempt() {
        return attempts[first];
    }

    void removeFirst() {
        first = (first + 1) % numbers.length;
        size--;
    }
}
