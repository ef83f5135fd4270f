package plumbline.storage.project;

/** What every part of a project works with: the database, the objects beside it, and the audit trail. */
record Store(Database db, ObjectStore objects, Trail trail) {}
