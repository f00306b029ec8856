-- What is measured stands beside the scan, so that lists open nothing.
ALTER TABLE scans ADD COLUMN "state" text NOT NULL DEFAULT 'ready';
ALTER TABLE scans ADD COLUMN "frames" bigint;
ALTER TABLE scans ADD COLUMN "rate" bigint;
ALTER TABLE scans ADD COLUMN "per" bigint;
ALTER TABLE scans ADD COLUMN "width" bigint;
ALTER TABLE scans ADD COLUMN "height" bigint;
ALTER TABLE scans ADD COLUMN "sound" boolean NOT NULL DEFAULT false;

-- Why something failed: a word that a sentence is told by.
ALTER TABLE jobs ADD COLUMN "why" text;
CREATE INDEX jobs_by_state ON jobs ("state", "due");

ALTER TABLE renders ADD COLUMN "why" text;
ALTER TABLE renders ADD COLUMN "frames" bigint;
ALTER TABLE renders ADD COLUMN "rate" bigint;
ALTER TABLE renders ADD COLUMN "per" bigint;
ALTER TABLE renders ADD COLUMN "length" bigint;

ALTER TABLE cuts ADD COLUMN "line" uuid;
ALTER TABLE cuts ADD COLUMN "step" text;
CREATE INDEX cuts_by_line ON cuts ("line");

-- A rush on its way in.
CREATE TABLE uploads (
    "id" uuid PRIMARY KEY NOT NULL,
    "rush" uuid NOT NULL,
    "length" bigint NOT NULL,
    "received" bigint NOT NULL,
    "expires" bigint NOT NULL
);
CREATE INDEX uploads_by_rush ON uploads ("rush");

-- Sealed bytes of rushes, and of what is made from them.
CREATE TABLE pieces (
    "id" uuid PRIMARY KEY NOT NULL,
    "of" uuid NOT NULL,
    "what" text NOT NULL,
    "place" bigint NOT NULL,
    "state" text NOT NULL,
    "made" bigint NOT NULL
);
CREATE INDEX pieces_by_of ON pieces ("of");

-- Sealed bytes of renders.
CREATE TABLE reels (
    "id" uuid PRIMARY KEY NOT NULL,
    "of" uuid NOT NULL,
    "what" text NOT NULL,
    "place" bigint NOT NULL,
    "state" text NOT NULL,
    "made" bigint NOT NULL
);
CREATE INDEX reels_by_of ON reels ("of");

-- Cuts through their versions, and the rushes they use.
CREATE TABLE lines (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "title" bytea NOT NULL,
    "head" uuid,
    "turn" bigint NOT NULL,
    "begun" bigint NOT NULL
);
CREATE INDEX lines_by_project ON lines ("project");
CREATE INDEX lines_by_head ON lines ("head");

CREATE TABLE uses (
    "id" uuid PRIMARY KEY NOT NULL,
    "line" uuid NOT NULL,
    "rush" uuid NOT NULL,
    "place" bigint NOT NULL
);
CREATE INDEX uses_by_line ON uses ("line");
CREATE INDEX uses_by_rush ON uses ("rush");
