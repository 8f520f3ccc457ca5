package dev.telltale.dashboard;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;

/** The look of everything. */
enum Theme {
    LIGHT,
    DARK;

    void apply() {
        Application.setUserAgentStylesheet(
                (this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
