package io.letsrun.local.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many of something are wanted. */
public final class AtLeastOne implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new TypeConversionException("it is at least 1, not " + number);
        }
        return number;
    }
}
