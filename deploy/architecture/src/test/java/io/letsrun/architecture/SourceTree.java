package io.letsrun.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources below some directories, without those that only describe a package. */
record SourceTree(List<Path> files) {

    /** Files of which less is left than this, in characters, may be alike by chance. */
    private static final int LONG_ENOUGH = 100;

    private static final Pattern PREAMBLE = Pattern.compile("(?m)^(package|import) .*$");
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(
            "(?s)/\\*.*?\\*/|//[^\\n]*" + "|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'|\\b\\d[\\w.]*");
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S");
    private static final Pattern KEYWORD = Pattern.compile(
            "if|else|for|while|do|switch|case|default|return|throw|throws|try|catch|finally|new|class|record|interface|enum"
                    + "|static|final|private|public|protected|abstract|sealed|permits|extends|implements|this|super|void"
                    + "|int|long|boolean|double|byte|char|instanceof|break|continue|yield|true|false|null|synchronized");

    static SourceTree below(List<Path> roots) {
        return new SourceTree(
                roots.stream().filter(Files::exists).flatMap(SourceTree::walk).toList());
    }

    private static Stream<Path> walk(Path root) {
        try (Stream<Path> found = Files.walk(root)) {
            return found
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of files of each package that has more. */
    Map<String, Long> packagesOver(int most) {
        Map<String, Long> sizes = new TreeMap<>(
                files.stream().collect(Collectors.groupingBy(SourceTree::packageOf, Collectors.counting())));
        sizes.values().removeIf(size -> size <= most);
        return sizes;
    }

    /** Returns the simple names of classes that more than one file has. */
    List<String> namesUsedTwice() {
        return shared(SourceTree::nameOf).keySet().stream().sorted().toList();
    }

    /** Returns the files that are alike but for names, literals and comments. */
    List<List<String>> twins() {
        return shared(SourceTree::skeleton).entrySet().stream()
                .filter(alike -> alike.getKey().length() > LONG_ENOUGH)
                .map(alike -> alike.getValue().stream()
                        .map(SourceTree::nameInFull)
                        .sorted()
                        .toList())
                .toList();
    }

    /** Returns the text of each file. */
    List<String> texts() {
        return files.stream().map(SourceTree::read).toList();
    }

    private Map<String, List<Path>> shared(Function<Path, String> by) {
        Map<String, List<Path>> groups = files.stream().collect(Collectors.groupingBy(by));
        groups.values().removeIf(group -> group.size() < 2);
        return groups;
    }

    private static String skeleton(Path file) {
        String code = COMMENT_OR_LITERAL
                .matcher(PREAMBLE.matcher(read(file)).replaceAll(""))
                .replaceAll(found -> found.group().startsWith("/") ? "" : "1");
        return TOKEN.matcher(code)
                .results()
                .map(token -> token.group())
                .map(token -> Character.isJavaIdentifierStart(token.charAt(0))
                                && !KEYWORD.matcher(token).matches()
                        ? "x"
                        : token)
                .collect(Collectors.joining());
    }

    private static String nameInFull(Path file) {
        return packageOf(file) + "." + nameOf(file);
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    private static String packageOf(Path file) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith("package "))
                .map(line -> line.substring("package ".length(), line.indexOf(';')))
                .findFirst()
                .orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
