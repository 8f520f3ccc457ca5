package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that is started as a node is, and behaves as the system property {@code fake} says. */
final class FakeNode {
    static final int LINES_OF_A_FLOOD = 200_000;
    static final int ONE_LONG_LINE = 100_000_000;

    private final NodeId id;
    private final Address address;

    private FakeNode(NodeId id, Address address) {
        this.id = id;
        this.address = address;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        var id = new NodeId(words.get(1));
        var address = new Address(words.get(words.indexOf("--host") + 1), Integer.parseInt(words.get(2)));
        var node = new FakeNode(id, address);
        node.behave(System.getProperty("fake", "good"));
        waitForParent();
        // Not exit: the hook of a stubborn node would keep it alive when its test is gone.
        Runtime.getRuntime().halt(0);
    }

    private void behave(String how) throws IOException, InterruptedException {
        switch (how) {
            case "good" -> ready();
            case "recorded" -> {
                record();
                ready();
            }
            case "recorded-stubborn" -> {
                record();
                Runtime.getRuntime().addShutdownHook(new Thread(FakeNode::sleepForEver));
                ready();
            }
            case "failing" -> {
                System.out.println("starting");
                System.err.println("Port " + address.port() + " on " + address.host() + " is taken.");
                System.exit(3);
            }
            case "crashing" -> {
                ready();
                System.out.println("out of luck");
                // Or its launcher could see its end before it sees that it was ready.
                TimeUnit.MILLISECONDS.sleep(300);
                System.exit(3);
            }
            case "leaving" -> {
                ready();
                System.exit(0);
            }
            case "stubborn" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(FakeNode::sleepForEver));
                ready();
            }
            case "flooding" -> {
                flood();
                ready();
            }
            case "grandchild" -> {
                Process held = new ProcessBuilder("sleep", "30").inheritIO().start();
                System.out.println("grandchild " + held.pid());
                ready();
            }
            case "silent" -> sleepForEver();
            default -> throw new IllegalArgumentException(how);
        }
    }

    private void record() throws IOException {
        new RunRecords(Path.of(System.getProperty("records")))
                .write(RunRecord.ofThisProcess(id, address, Tokens.random()));
    }

    private void ready() {
        System.out.println(new ReadyLine(id, address, ProcessHandle.current().pid()));
    }

    private static void flood() {
        for (int i = 0; i < LINES_OF_A_FLOOD; i++) {
            System.out.println("flood " + i);
        }
        var part = new byte[1_000_000];
        Arrays.fill(part, (byte) 'x');
        for (int i = 0; i < ONE_LONG_LINE; i += part.length) {
            System.out.write(part, 0, part.length);
        }
        System.out.println();
    }

    private static void waitForParent() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever said here; only the end counts.
        }
    }

    private static void sleepForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
