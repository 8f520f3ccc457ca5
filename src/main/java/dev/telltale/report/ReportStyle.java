package dev.telltale.report;

/** Style sheet of the page for light and dark mode and for print. Contains no character that HTML must escape. */
final class ReportStyle {
    private ReportStyle() {}

    static final String CSS = """
            :root { color-scheme: light dark;
              --page: #ffffff; --card: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --link: #0969da;
              --up: #1f883d; --suspect: #9a6700; --down: #cf222e; --well: #1a7f3740; --hatch: #8c959f;
              --passed: #1a7f37; --passed-fill: #dafbe1; --failed: #cf222e; --failed-fill: #ffebe9; }
            @media (prefers-color-scheme: dark) { :root {
              --page: #0d1117; --card: #161b22; --text: #e6edf3; --muted: #9198a1; --line: #3d444d; --link: #4493f8;
              --up: #238636; --suspect: #9e6a03; --down: #da3633; --well: #2ea04355; --hatch: #6e7681;
              --passed: #3fb950; --passed-fill: #12261e; --failed: #ff7b72; --failed-fill: #2d1315; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--text);
              font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
            main { max-width: 1168px; margin: 0 auto; padding: 24px; }
            section { margin: 24px 0 56px; }
            h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 0 0 4px; }
            h3 { font-size: 13px; margin: 28px 0 8px; color: var(--muted); }
            p { margin: 4px 0; } .note, .facts { color: var(--muted); font-size: 13px; }
            a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
            .pill { display: inline-block; border: 1px solid; border-radius: 12px; padding: 0 10px; margin-left: 8px;
              font-size: 12px; font-weight: 600; white-space: nowrap; vertical-align: 3px; }
            .passed { color: var(--passed); } .failed { color: var(--failed); } .skipped { color: var(--muted); }
            .pill.passed { background: var(--passed-fill); } .pill.failed { background: var(--failed-fill); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th { text-align: left; font-size: 12px; font-weight: 600; color: var(--muted); white-space: nowrap; }
            th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top;
              overflow-wrap: anywhere; }
            td.result { white-space: nowrap; font-weight: 600; } .number { text-align: right; white-space: nowrap; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 24px; margin: 0; }
            dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
            .timeline { display: block; width: 100%; min-width: 760px; height: auto; margin-top: 16px; }
            .timeline text { font-size: 11px; fill: var(--text); }
            .timeline .name, .timeline .tick, .timeline .heading { fill: var(--muted); }
            .timeline .heading { font-weight: 600; }
            .timeline .grid { stroke: var(--line); stroke-width: 1; }
            .timeline .begun { stroke: var(--down); stroke-width: 1.2; }
            .timeline .ended { stroke: var(--up); stroke-width: 1.2; stroke-dasharray: 3 3; }
            .timeline .well { fill: var(--well); }
            .timeline .done { fill: var(--failed-fill); stroke: var(--down); stroke-dasharray: 4 2; }
            .timeline .up { fill: var(--up); } .timeline .suspect { fill: var(--suspect); }
            .timeline .down { fill: var(--down); }
            .timeline .unknown { fill: var(--card); stroke: var(--hatch); stroke-dasharray: 3 3; }
            .timeline .gone { fill: url(#hatch); stroke: var(--hatch); stroke-dasharray: 3 3; }
            .timeline .gap { fill: none; stroke: var(--text); stroke-width: 1.6; }
            .timeline .alarm { fill: none; stroke: var(--suspect); stroke-width: 2; }
            .timeline .on-up, .timeline .on-suspect, .timeline .on-down { fill: #ffffff; font-size: 10px; }
            .timeline .on-unknown { font-size: 10px; fill: var(--muted); }
            .timeline .figure { font-weight: 600; }
            .timeline .on-up, .timeline .on-suspect, .timeline .on-down, .timeline .on-unknown, .timeline .word {
              pointer-events: none; }
            #hatch rect { fill: var(--card); } #hatch line { stroke: var(--hatch); stroke-width: 1.5; }
            .key { position: absolute; width: 0; height: 0; }
            @media print { body { print-color-adjust: exact; } section { break-inside: avoid; } }
            """;
}
