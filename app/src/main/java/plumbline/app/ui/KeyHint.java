package plumbline.app.ui;

/** A key and what it does now, for the status bar and F1. */
public record KeyHint(String key, String does) {}
