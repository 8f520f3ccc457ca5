package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.PaintedRegion;
import dev.telltale.dashboard.canvas.Palette;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.PointerTooltip;
import dev.telltale.dashboard.timeline.LanePainter;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.whatif.LanesViewModel;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow;
import dev.telltale.timeline.TimeTick;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** The verdicts of one link, a lane for each setting. The wheel zooms, dragging moves. FX thread only. */
final class LanesCanvas extends PaintedRegion {
    private static final double TOP = 4;
    private static final double PITCH = 22;
    private static final double AXIS = 24;
    private static final double MAX_NAMES = 240;
    private static final double MARGIN = 12;
    private static final double TICK_DISTANCE = 110;
    private static final double ZOOM = 1.25;
    private static final double PAN = 0.1;

    private final LanesViewModel model;
    private final Canvas canvas = new Canvas();
    private final Painter painter = new Painter(canvas.getGraphicsContext2D(), palette());
    private final PointerTooltip tooltip = new PointerTooltip(this);
    private double left;
    private double dragX;

    LanesCanvas(LanesViewModel model) {
        this.model = model;
        setId("whatIfLanes");
        getStyleClass().add("timeline");
        getChildren().add(canvas);
        setMinWidth(0);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription("lanes of verdicts");
        setAccessibleHelp("Left and right move in time, plus and minus zoom, Home shows the whole recording, N the next"
                + " down.");
        model.changesProperty().addListener((property, before, after) -> changed());
        focusedProperty().addListener((property, before, after) -> repaint());
        addEventHandler(
                MouseEvent.MOUSE_MOVED,
                event -> tooltip.show(
                        event.getX() < left
                                ? ""
                                : model.words((int) ((event.getY() - TOP) / PITCH), share(event.getX()))));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> tooltip.show(""));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            dragX = event.getX();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            model.pan((dragX - event.getX()) / Math.max(1, plotWidth()));
            dragX = event.getX();
        });
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        Copies.offer(this, model::text);
        changed();
    }

    private void changed() {
        double height = TOP + Math.max(1, model.rows().size()) * PITCH + AXIS;
        setMinHeight(height);
        setPrefHeight(height);
        List<String> names = model.rows().stream()
                .map(row -> row.role().word() + " " + row.label())
                .toList();
        var link = model.linkProperty().get();
        setAccessibleText((link == null ? "no link" : link.observer() + " about " + link.subject()) + ": "
                + String.join("; ", names));
        repaint();
    }

    private double plotWidth() {
        return Math.max(1, getWidth() - left - MARGIN);
    }

    private double share(double x) {
        return (x - left) / plotWidth();
    }

    private void scrolled(ScrollEvent event) {
        // Without the shortcut key the page scrolls.
        if (event.isShortcutDown() && event.getDeltaY() != 0) {
            model.zoom(share(event.getX()), event.getDeltaY() > 0 ? 1 / ZOOM : ZOOM);
            event.consume();
        } else if (event.getDeltaX() != 0) {
            model.pan(-event.getDeltaX() / plotWidth());
            event.consume();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            model.pan(event.getCode() == KeyCode.LEFT ? -PAN : PAN);
        } else if (event.getCode() == KeyCode.HOME) {
            model.showAll();
        } else if (event.getCode() == KeyCode.N) {
            model.showNextDown();
        } else if ("+".equals(event.getText()) || event.getCode() == KeyCode.ADD) {
            model.zoom(0.5, 1 / ZOOM);
        } else if ("-".equals(event.getText()) || event.getCode() == KeyCode.SUBTRACT) {
            model.zoom(0.5, ZOOM);
        } else {
            return;
        }
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        fit(canvas);
        if (getWidth() > 1 && getHeight() > 1 && !isMinimised()) {
            painter.paint(getWidth(), getHeight());
        }
    }

    /** Paints names, lanes and axis. */
    private final class Painter extends CanvasPainter {
        private final LanePainter lanePainter = new LanePainter(this);

        Painter(GraphicsContext gc, Palette palette) {
            super(gc, palette);
        }

        void paint(double width, double height) {
            gc.clearRect(0, 0, width, height);
            List<SettingRow> rows = model.rows();
            double widest = rows.stream()
                    .mapToDouble(row -> text.width(name(row), text.small))
                    .max()
                    .orElse(0);
            left = Math.min(Math.min(MAX_NAMES, width / 3), widest) + 2 * MARGIN - 4;
            double bottom = TOP + rows.size() * PITCH;
            axis(width, bottom);
            List<LaneSegments> segments = model.segments((int) plotWidth());
            for (int i = 0; i < segments.size(); i++) {
                double top = TOP + i * PITCH;
                boolean isTried = rows.get(i).role() == SettingRow.Role.TRIED;
                left(
                        text.fit(name(rows.get(i)), text.small, left - 8),
                        text.small,
                        palette.of(isTried ? Tone.TEXT : Tone.MUTED),
                        2,
                        top + PITCH / 2);
                lanePainter.paint(segments.get(i), left, PITCH, top);
            }
            if (isFocused()) {
                gc.setStroke(palette.of(Tone.RING));
                gc.setLineWidth(2);
                gc.strokeRoundRect(1, 1, width - 2, height - 2, 8, 8);
            }
        }

        private static String name(SettingRow row) {
            return row.role().word() + ": " + row.label();
        }

        private void axis(double width, double bottom) {
            gc.setLineWidth(1);
            int maxTicks = (int) Math.max(2, plotWidth() / TICK_DISTANCE);
            for (TimeTick tick : TimeTick.ofClock(model.window(), model.zone(), maxTicks)) {
                double x = Math.rint(left + model.window().share(tick.at()) * plotWidth()) + 0.5;
                gc.setStroke(palette.of(Tone.EDGE));
                gc.strokeLine(x, TOP, x, bottom);
                double half = text.width(tick.label(), text.small) / 2;
                double centre = Math.max(left + half, Math.min(width - half - 2, x));
                centered(tick.label(), text.small, palette.of(Tone.MUTED), centre, bottom + AXIS / 2);
            }
        }
    }
}
