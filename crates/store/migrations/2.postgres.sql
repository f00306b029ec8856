-- What ended or was counted on a day, by table; nobody can be told from it. what: 1 counted and gone, 2 ended.
CREATE TABLE counts (
    "id" bigint PRIMARY KEY NOT NULL,
    "day" bigint NOT NULL,
    "kind" smallint NOT NULL,
    "what" smallint NOT NULL,
    "count" bigint NOT NULL
);

-- When something that must run all the time last did.
CREATE TABLE beats (
    "id" uuid PRIMARY KEY NOT NULL,
    "at" bigint NOT NULL
);

-- How long a workspace keeps a class, where that is not what the charter says. unit: 1 hours, 2 days, 3 months, 4 years.
CREATE TABLE keeps (
    "id" uuid PRIMARY KEY NOT NULL,
    "workspace" uuid NOT NULL,
    "class" text NOT NULL,
    "length" bigint NOT NULL,
    "unit" smallint NOT NULL,
    "contract" text,
    "since" bigint NOT NULL
);
CREATE UNIQUE INDEX keeps_by_class ON keeps ("class", "workspace");
