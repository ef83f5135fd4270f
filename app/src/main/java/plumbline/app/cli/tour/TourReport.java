package plumbline.app.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tour's result as one HTML page beside its pictures. */
final class TourReport {
    private static final String STYLE = """
            body{font:14px/1.5 Inter,system-ui,sans-serif;margin:0;background:#F6F7F9;color:#171B21}
            main{max-width:1080px;margin:0 auto;padding:32px 24px}
            h1{font-size:24px;margin:0 0 4px}p.sub{color:#5F6875;margin:0 0 24px}
            table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #DDE2E8;border-radius:8px}
            td,th{padding:8px 12px;text-align:left;border-top:1px solid #DDE2E8;vertical-align:top}
            th{border-top:0;color:#5F6875;font-weight:600}
            td.n{text-align:right;font-family:'JetBrains Mono',monospace;white-space:nowrap}
            .ok{color:#136B41}.bad{color:#B3261E}
            figure{margin:24px 0}figure img{width:100%;border-radius:8px;display:block}
            figcaption{color:#5F6875;margin-top:8px}
            """;

    private TourReport() {}

    static void write(Path file, List<Tour.Step> steps, List<Path> pictures, Optional<Path> capture) throws IOException {
        StringBuilder html = new StringBuilder();
        boolean all = steps.stream().allMatch(Tour.Step::ok);
        html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Plumbline tour</title><style>")
                .append(STYLE)
                .append("</style><main><h1>Plumbline tour</h1><p class=\"sub\">")
                .append(escape(capture.map(p -> String.valueOf(p.getFileName())).orElse("Simulated street")))
                .append(all ? ": every step done" : ": not every step done")
                .append("</p><table><tr><th>Step<th>Result<th>Time<th>What happened</tr>");
        for (Tour.Step s : steps) {
            html.append("<tr><td>")
                    .append(escape(s.name()))
                    .append("<td class=\"")
                    .append(s.ok() ? "ok\">✓ done" : "bad\">✕ failed")
                    .append("<td class=\"n\">")
                    .append(String.format(Locale.ROOT, "%.1f s", s.seconds()))
                    .append("<td>")
                    .append(escape(s.what()))
                    .append("</tr>");
        }
        html.append("</table>");
        for (Path p : pictures) {
            String name = String.valueOf(p.getFileName());
            html.append("<figure><img src=\"pictures/")
                    .append(escape(name))
                    .append("\" alt=\"\"><figcaption>")
                    .append(escape(name.replace(".png", "").replace('-', ' ')))
                    .append("</figcaption></figure>");
        }
        Files.writeString(file, html.append("</main></html>\n"));
    }

    private static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
