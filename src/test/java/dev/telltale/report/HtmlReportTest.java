package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void looks() throws IOException {
        String html = HtmlReport.of(List.of(Stories.threeFaults("Crash, cut and pause")));
        Files.writeString(Path.of("target", "report-one.html"), html);
        Files.writeString(
                Path.of("target", "report-two.html"),
                HtmlReport.of(List.of(Stories.threeFaults("Crash, cut and pause"), Stories.threeFaults("Again"))));
        assertThat(html).contains("</html>");
    }
}
