package dev.telltale.launcher;

import dev.telltale.launcher.process.ReadyLine;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.platform.Tokens;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program with the arguments of a node that behaves as the system property {@code fake} selects. */
final class FakeNode {
    private static final int FLOOD_LINES = 200_000;
    private static final int LONG_LINE = 100_000_000;

    private FakeNode() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        var id = new NodeId(words.get(words.indexOf("--id") + 1));
        var address = new Address("127.0.0.1", Integer.parseInt(words.get(words.indexOf("--port") + 1)));
        var ready = new ReadyLine(id, address, ProcessHandle.current().pid());
        String behavior = System.getProperty("fake", "good");
        if (behavior.startsWith("recorded")) {
            new RunRecords(Path.of(System.getProperty("records")))
                    .write(RunRecord.ofThisProcess(
                            id, address, InetAddress.getByName(address.host()), Tokens.random()));
        }
        if (behavior.endsWith("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeNode::sleepForEver));
        }
        switch (behavior) {
            case "good", "recorded", "stubborn", "recorded-stubborn" -> System.out.println(ready);
            case "failing" -> {
                System.out.println("starting");
                System.err.println("Port " + address.port() + " on " + address.host() + " is taken.");
                System.exit(3);
            }
            case "crashing" -> {
                System.out.println(ready + "\nout of luck");
                // Otherwise the launcher could see the exit before the ready line.
                TimeUnit.MILLISECONDS.sleep(300);
                System.exit(3);
            }
            case "leaving" -> {
                System.out.println(ready);
                System.exit(0);
            }
            case "flooding" -> {
                for (int i = 0; i < FLOOD_LINES; i++) {
                    System.out.println("flood " + i);
                }
                String part = "x".repeat(1_000_000);
                for (int i = 0; i < LONG_LINE; i += part.length()) {
                    System.out.print(part);
                }
                System.out.println("\n" + ready);
            }
            case "grandchild" -> {
                Process child = new ProcessBuilder("sleep", "30").inheritIO().start();
                System.out.println("grandchild " + child.pid() + "\n" + ready);
            }
            case "silent" -> sleepForEver();
            default -> throw new IllegalArgumentException(behavior);
        }
        // The input ends when the parent ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        // Not exit: the hook of a stubborn node would keep it alive after its test.
        Runtime.getRuntime().halt(0);
    }

    private static void sleepForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
