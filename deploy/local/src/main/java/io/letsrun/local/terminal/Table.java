package io.letsrun.local.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    public Table(List<String> header) {
        rows.add(header);
    }

    public void row(String... cells) {
        row(List.of(cells));
    }

    public void row(List<String> cells) {
        rows.add(cells);
    }

    public void print(Terminal terminal) {
        print(terminal, Integer.MAX_VALUE);
    }

    /** Cuts lines that would be longer than {@code width}. */
    public void print(Terminal terminal, int width) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .repeat(" ", width(column) - row.get(column).length() + 2);
            }
            terminal.line(Plain.cut(line.toString().stripTrailing(), width));
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
