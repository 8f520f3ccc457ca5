package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.recording.TabRoom;
import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import java.util.function.Supplier;
import javafx.scene.control.Tab;
import org.jspecify.annotations.Nullable;

/** The tab of the what-if pane: reads and replays the recording when it is first selected. FX thread only. */
public final class WhatIfTab extends Tab implements AutoCloseable {
    public static final String ID = "whatIfTab";

    private @Nullable WhatIfViewModel model;

    /** @param models makes the model, once, when the tab is first selected */
    public WhatIfTab(Supplier<WhatIfViewModel> models) {
        super("What if");
        setId(ID);
        setClosable(false);
        TabRoom.want(this);
        selectedProperty().addListener((property, before, isSelected) -> {
            if (isSelected && model == null) {
                WhatIfViewModel opened = models.get();
                model = opened;
                setContent(new WhatIfPane(opened));
                opened.open();
            }
        });
    }

    /** Ends all replays. */
    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
