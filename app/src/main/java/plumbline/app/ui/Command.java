package plumbline.app.ui;

/**
 * Something a person can ask for by menu, palette or key ({@code Ctrl+Shift+Z}; empty for none). One list feeds all
 * three.
 */
public record Command(String name, String key, String icon, Runnable run) {}
