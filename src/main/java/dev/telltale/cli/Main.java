package dev.telltale.cli;

/** The program's entry: {@code telltale COMMAND ...}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
