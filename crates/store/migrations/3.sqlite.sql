-- What is measured stands beside the scan, so that lists open nothing.
ALTER TABLE scans ADD COLUMN "state" TEXT NOT NULL DEFAULT 'ready';
ALTER TABLE scans ADD COLUMN "frames" INTEGER;
ALTER TABLE scans ADD COLUMN "rate" INTEGER;
ALTER TABLE scans ADD COLUMN "per" INTEGER;
ALTER TABLE scans ADD COLUMN "width" INTEGER;
ALTER TABLE scans ADD COLUMN "height" INTEGER;
ALTER TABLE scans ADD COLUMN "sound" INTEGER NOT NULL DEFAULT 0;

-- Why something failed: a word that a sentence is told by.
ALTER TABLE jobs ADD COLUMN "why" TEXT;
CREATE INDEX jobs_by_state ON jobs ("state", "due");

ALTER TABLE renders ADD COLUMN "why" TEXT;
ALTER TABLE renders ADD COLUMN "frames" INTEGER;
ALTER TABLE renders ADD COLUMN "rate" INTEGER;
ALTER TABLE renders ADD COLUMN "per" INTEGER;
ALTER TABLE renders ADD COLUMN "length" INTEGER;

ALTER TABLE cuts ADD COLUMN "line" BLOB;
ALTER TABLE cuts ADD COLUMN "step" TEXT;
CREATE INDEX cuts_by_line ON cuts ("line");

-- A rush on its way in.
CREATE TABLE uploads (
    "id" BLOB PRIMARY KEY NOT NULL,
    "rush" BLOB NOT NULL,
    "length" INTEGER NOT NULL,
    "received" INTEGER NOT NULL,
    "expires" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_rush ON uploads ("rush");

-- Sealed bytes of rushes, and of what is made from them.
CREATE TABLE pieces (
    "id" BLOB PRIMARY KEY NOT NULL,
    "of" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "made" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pieces_by_of ON pieces ("of");

-- Sealed bytes of renders.
CREATE TABLE reels (
    "id" BLOB PRIMARY KEY NOT NULL,
    "of" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "made" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reels_by_of ON reels ("of");

-- Cuts through their versions, and the rushes they use.
CREATE TABLE lines (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "title" BLOB NOT NULL,
    "head" BLOB,
    "turn" INTEGER NOT NULL,
    "begun" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lines_by_project ON lines ("project");
CREATE INDEX lines_by_head ON lines ("head");

CREATE TABLE uses (
    "id" BLOB PRIMARY KEY NOT NULL,
    "line" BLOB NOT NULL,
    "rush" BLOB NOT NULL,
    "place" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uses_by_line ON uses ("line");
CREATE INDEX uses_by_rush ON uses ("rush");
