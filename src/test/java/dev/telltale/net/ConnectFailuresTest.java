package dev.telltale.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectFailuresTest {
    private enum Kind {
        REFUSED,
        UNREACHABLE,
        NO_ROUTE,
        BAD_ANSWER;

        IOException failure() {
            return switch (this) {
                case REFUSED -> new ConnectException("Connection refused");
                case UNREACHABLE -> new SocketException("Network is unreachable");
                case NO_ROUTE -> new NoRouteToHostException("No route to host");
                case BAD_ANSWER -> new IOException("answers with status 404");
            };
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        true,  10.1.0.5,    REFUSED,     10.1.0.6, REFUSED,     REFUSED
        true,  10.1.0.5,    UNREACHABLE, 10.1.0.6, REFUSED,     UNREACHABLE
        true,  10.1.0.5,    REFUSED,     10.1.0.6, UNREACHABLE, UNREACHABLE
        true,  10.1.0.5,    REFUSED,     10.1.0.6, NO_ROUTE,    NO_ROUTE
        true,  10.1.0.5,    BAD_ANSWER,  10.1.0.6, NO_ROUTE,    BAD_ANSWER
        true,  2001:db8::1, UNREACHABLE, 10.1.0.6, REFUSED,     UNREACHABLE
        false, 10.1.0.5,    UNREACHABLE, 10.1.0.6, REFUSED,     UNREACHABLE
        false, 2001:db8::1, UNREACHABLE, 10.1.0.6, REFUSED,     REFUSED
        false, 2001:db8::1, NO_ROUTE,    10.1.0.6, REFUSED,     REFUSED
        false, 2001:db8::1, BAD_ANSWER,  10.1.0.6, REFUSED,     BAD_ANSWER
        false, 2001:db8::1, UNREACHABLE, ::1,      UNREACHABLE, UNREACHABLE
        """)
    void aHostRefusesOnlyIfEveryAddressOfAnAvailableFamilyRefuses(
            boolean hasIpv6, String first, Kind one, String second, Kind other, Kind worst)
            throws UnknownHostException {
        var failures = new ConnectFailures(at -> hasIpv6 || !(at instanceof Inet6Address));
        failures.add(InetAddress.getByName(first), one.failure());
        failures.add(InetAddress.getByName(second), other.failure());
        assertThat(failures.decisive())
                .hasSameClassAs(worst.failure())
                .hasMessage(worst.failure().getMessage());
        assertThat(failures.count()).isEqualTo(2);
    }
}
