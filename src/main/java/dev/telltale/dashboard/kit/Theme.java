package dev.telltale.dashboard.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;

/** The colour theme of the program. */
public enum Theme {
    LIGHT,
    DARK;

    /** Sets the style sheet of all windows. FX thread only. */
    public void apply() {
        Application.setUserAgentStylesheet(
                (this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
