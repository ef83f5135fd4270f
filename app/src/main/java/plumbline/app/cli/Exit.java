package plumbline.app.cli;

/** Exit codes of the command line. */
final class Exit {
    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int DENIED = 4;
    static final int CONFLICT = 5;
    static final int DEFECT = 70;

    private Exit() {}
}
