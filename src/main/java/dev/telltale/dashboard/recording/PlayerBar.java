package dev.telltale.dashboard.recording;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.recording.PlaySpeed;
import dev.telltale.dashboard.viewmodel.recording.RecordingPlayer;
import dev.telltale.dashboard.viewmodel.recording.RecordingText;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The bar over a recording: which one it is, so that it is not taken for a live cluster, a slider over all of it, and
 * what plays it. FX thread only.
 */
public final class PlayerBar extends VBox {
    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");
    private static final double THUMB_RADIUS = 8;
    /** Share of the recording for an arrow key. */
    private static final double STEP = 1 / 200.0;

    private final RecordingPlayer player;
    private final RecordingText text;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label position = new Label();
    private final Label missing = new Label();
    private final Button play = button("playRecording", "▶");
    private boolean isFollowing;

    /** @param close shows the cluster again that was shown before */
    public PlayerBar(RecordingPlayer player, RecordingText text, Runnable close) {
        this.player = player;
        this.text = text;
        setId("playerBar");
        getStyleClass().add("player-bar");
        String title = text.title();
        var banner = new Label("● " + Character.toUpperCase(title.charAt(0)) + title.substring(1));
        banner.setId("recordingBanner");
        banner.getStyleClass().add("banner");
        banner.setMinWidth(0);
        missing.setId("notRecorded");
        missing.getStyleClass().add("missing");
        missing.setMinWidth(0);
        position.setId("playPosition");
        position.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button closing = button("closeRecording", "Close recording");
        LazyTooltip.install(closing, "Show the cluster again that was shown before");
        closing.setOnAction(event -> close.run());
        HBox first = row(banner, missing, space, position, closing);
        getChildren().addAll(first, row(previous(), play, next(), track(), speeds()));
        LazyTooltip.install(play, KeyBindings.PLAY.tooltip("Play or pause"));
        play.setOnAction(event -> player.toggle());
        player.playingProperty().addListener((property, before, isPlaying) -> showPlaying());
        player.positionProperty().addListener((property, before, at) -> show(at));
        showPlaying();
        show(player.positionProperty().get());
    }

    private static HBox row(Node... parts) {
        var row = new HBox(8, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String id, String words) {
        var button = new Button(words);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Button previous() {
        Button previous = button("previousEvent", "|◀");
        previous.setAccessibleText("Previous event");
        LazyTooltip.install(previous, "To the previous event: a process, a fault, a status or a gap");
        previous.setOnAction(event -> player.previous());
        return previous;
    }

    private Button next() {
        Button next = button("nextEvent", "▶|");
        next.setAccessibleText("Next event");
        LazyTooltip.install(next, "To the next event: a process, a fault, a status or a gap");
        next.setOnAction(event -> player.next());
        return next;
    }

    private VBox track() {
        slider.setId("recordingSlider");
        slider.setAccessibleText("Time of the recording");
        slider.setBlockIncrement(STEP);
        slider.valueProperty().addListener((property, before, share) -> {
            if (!isFollowing) {
                player.seek(share.doubleValue());
            }
        });
        var track = new VBox(slider, new GapStrip(player, text, THUMB_RADIUS));
        track.setAlignment(Pos.CENTER);
        track.setMinWidth(0);
        HBox.setHgrow(track, Priority.ALWAYS);
        return track;
    }

    private HBox speeds() {
        var group = new ToggleGroup();
        var speeds = new HBox();
        speeds.getStyleClass().add("speeds");
        for (PlaySpeed speed : PlaySpeed.values()) {
            var choice = new ToggleButton(speed.label());
            choice.setId("speed-" + speed.factor());
            choice.setAccessibleText("Play at " + speed.factor() + " times the speed");
            choice.setMinWidth(Region.USE_PREF_SIZE);
            choice.setToggleGroup(group);
            choice.setSelected(speed == player.speedProperty().get());
            choice.setOnAction(event -> {
                choice.setSelected(true);
                player.speedProperty().set(speed);
            });
            speeds.getChildren().add(choice);
        }
        return speeds;
    }

    /** Focuses the button that plays, so that the space bar plays and pauses. */
    public void focus() {
        play.requestFocus();
    }

    private void showPlaying() {
        boolean isPlaying = player.playingProperty().get();
        play.setText(isPlaying ? "‖" : "▶");
        play.setAccessibleText(isPlaying ? "Pause" : "Play");
    }

    private void show(Instant at) {
        isFollowing = true;
        slider.setValue(player.share(at));
        isFollowing = false;
        position.setText(text.position(at));
        String words = text.missing(at);
        missing.setText(words.isEmpty() ? "" : "· " + words);
        pseudoClassStateChanged(MISSING, !words.isEmpty());
    }
}
