-- What ended or was counted on a day, by table; nobody can be told from it. what: 1 counted and gone, 2 ended.
CREATE TABLE counts (
    "id" INTEGER PRIMARY KEY NOT NULL,
    "day" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "what" INTEGER NOT NULL,
    "count" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When something that must run all the time last did.
CREATE TABLE beats (
    "id" BLOB PRIMARY KEY NOT NULL,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How long a workspace keeps a class, where that is not what the charter says. unit: 1 hours, 2 days, 3 months, 4 years.
CREATE TABLE keeps (
    "id" BLOB PRIMARY KEY NOT NULL,
    "workspace" BLOB NOT NULL,
    "class" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "unit" INTEGER NOT NULL,
    "contract" TEXT,
    "since" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX keeps_by_class ON keeps ("class", "workspace");
