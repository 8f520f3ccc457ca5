package dev.telltale.benchmark;

/** The floor of a command. */
public final class HelloWorld {
    private HelloWorld() {}

    /** Prints one line. */
    public static void main(String[] args) {
        System.out.println("Hello, world");
    }
}
