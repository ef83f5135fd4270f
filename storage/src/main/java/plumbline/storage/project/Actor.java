package plumbline.storage.project;

/** Who acts, on which device, for which purpose: recorded with every write and read. */
public record Actor(String user, String device, String purpose) {}
