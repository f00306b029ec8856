-- What is held, each by its facts; what it says lies in the tables below, or in the vault.
CREATE TABLE data (
    "id" BLOB PRIMARY KEY NOT NULL,
    "workspace" BLOB NOT NULL,
    "project" BLOB,
    "kind" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "route" INTEGER NOT NULL,
    "source" BLOB,
    "clock" INTEGER,
    "bytes" INTEGER,
    "restricted" INTEGER NOT NULL,
    "erased" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX data_by_workspace ON data ("workspace", "id");
CREATE INDEX data_by_kind ON data ("workspace", "kind", "id");
CREATE INDEX data_by_project ON data ("project", "kind", "id");
CREATE INDEX data_by_clock ON data ("kind", "clock");

-- Whom it is about; tie: 1 owns, 2 shares, 3 keeps.
CREATE TABLE about (
    "person" BLOB NOT NULL,
    "datum" BLOB NOT NULL,
    "tie" INTEGER NOT NULL,
    PRIMARY KEY ("person", "datum")
) STRICT, WITHOUT ROWID;
CREATE INDEX about_by_datum ON about ("datum", "person", "tie");

-- What holds of a person in a workspace: a yes, an objection, a restriction, an age, a confirmed address, an erasure.
CREATE TABLE standings (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "workspace" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "project" BLOB,
    "datum" BLOB,
    "since" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_person ON standings ("person", "workspace");
CREATE INDEX standings_by_kind ON standings ("workspace", "kind", "purpose");
CREATE INDEX standings_by_datum ON standings ("datum") WHERE "datum" IS NOT NULL;

-- What an erasure wants gone, and how far it is. Never deleted: a restored backup replays them.
CREATE TABLE tombstones (
    "id" BLOB PRIMARY KEY NOT NULL,
    "workspace" BLOB NOT NULL,
    "reach" TEXT NOT NULL,
    "target" BLOB NOT NULL,
    "promise" TEXT NOT NULL,
    "request" BLOB,
    "at" INTEGER NOT NULL,
    "done" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_by_target ON tombstones ("target");

-- Where an erasure must reach, and what came of it.
CREATE TABLE targets (
    "id" BLOB PRIMARY KEY NOT NULL,
    "tombstone" BLOB NOT NULL,
    "store" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "due" INTEGER,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX targets_by_tombstone ON targets ("tombstone");

-- Something due because of a promise.
CREATE TABLE obligations (
    "id" BLOB PRIMARY KEY NOT NULL,
    "promise" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "target" BLOB NOT NULL,
    "due" INTEGER NOT NULL,
    "claimed" INTEGER,
    "tries" INTEGER NOT NULL,
    "done" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX obligations_open ON obligations ("due") WHERE "done" IS NULL;
CREATE INDEX obligations_by_target ON obligations ("target");

-- Entries on their way to the ledger, written with what they tell of.
CREATE TABLE outbox (
    "seq" INTEGER PRIMARY KEY AUTOINCREMENT,
    "id" BLOB NOT NULL,
    "entry" BLOB NOT NULL
) STRICT;

-- Published versions of the charter: digest alone, the files lie beside the data.
CREATE TABLE versions (
    "number" INTEGER PRIMARY KEY NOT NULL,
    "digest" TEXT NOT NULL,
    "published" INTEGER NOT NULL,
    "effective" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where data from third parties or public places comes from.
CREATE TABLE sources (
    "id" BLOB PRIMARY KEY NOT NULL,
    "workspace" BLOB NOT NULL,
    "route" INTEGER NOT NULL,
    "name" BLOB NOT NULL,
    "entered" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Backups that were made, and read back.
CREATE TABLE backups (
    "id" BLOB PRIMARY KEY NOT NULL,
    "made" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "tested" INTEGER,
    "gone" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "email" BLOB NOT NULL,
    "email_trace" BLOB NOT NULL,
    "name" BLOB NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT,
    "created" INTEGER NOT NULL,
    "closed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX people_by_email_trace ON people ("email_trace");
CREATE INDEX people_by_person ON people ("person");

CREATE TABLE credentials (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "method" TEXT NOT NULL,
    "secret" BLOB NOT NULL,
    "created" INTEGER NOT NULL,
    "used" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX credentials_by_person ON credentials ("person");

CREATE TABLE keys (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "name" BLOB NOT NULL,
    "digest" BLOB NOT NULL,
    "scope" TEXT NOT NULL,
    "expires" INTEGER NOT NULL,
    "used" INTEGER,
    "revoked" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_by_digest ON keys ("digest");
CREATE INDEX keys_by_person ON keys ("person");

CREATE TABLE sessions (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "token" BLOB NOT NULL,
    "client" BLOB,
    "created" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,
    "expires" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_token ON sessions ("token");
CREATE INDEX sessions_by_person ON sessions ("person");

CREATE TABLE devices (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "description" BLOB NOT NULL,
    "address" BLOB,
    "seen" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_by_person ON devices ("person");

CREATE TABLE workspaces (
    "id" BLOB PRIMARY KEY NOT NULL,
    "name" BLOB NOT NULL,
    "region" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "created" INTEGER NOT NULL,
    "ended" INTEGER,
    "purge" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "name" BLOB NOT NULL,
    "email" BLOB,
    "analytics" INTEGER NOT NULL,
    "footage" INTEGER NOT NULL,
    "billing" INTEGER NOT NULL,
    "since" INTEGER NOT NULL,
    "until" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_person ON members ("person");

CREATE TABLE invitations (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "inviter" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "project" BLOB,
    "email" BLOB NOT NULL,
    "email_trace" BLOB NOT NULL,
    "token" BLOB NOT NULL,
    "expires" INTEGER NOT NULL,
    "accepted" INTEGER,
    "revoked" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_by_inviter ON invitations ("inviter");
CREATE INDEX invitations_by_project ON invitations ("project");
CREATE INDEX invitations_by_email_trace ON invitations ("email_trace");
CREATE INDEX invitations_by_token ON invitations ("token");
CREATE INDEX invitations_by_person ON invitations ("person");

CREATE TABLE engagements (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "producer" BLOB NOT NULL,
    "editor" BLOB NOT NULL,
    "begins" INTEGER,
    "ends" INTEGER,
    "producer_agreed" INTEGER,
    "editor_agreed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX engagements_by_project ON engagements ("project");
CREATE INDEX engagements_by_producer ON engagements ("producer");
CREATE INDEX engagements_by_editor ON engagements ("editor");

CREATE TABLE links (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "maker" BLOB NOT NULL,
    "token" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "expires" INTEGER NOT NULL,
    "revoked" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_project ON links ("project");
CREATE INDEX links_by_maker ON links ("maker");
CREATE INDEX links_by_token ON links ("token");

CREATE TABLE projects (
    "id" BLOB PRIMARY KEY NOT NULL,
    "title" BLOB NOT NULL,
    "brief" BLOB,
    "state" TEXT NOT NULL,
    "created" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE milestones (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "title" BLOB NOT NULL,
    "due" INTEGER NOT NULL,
    "met" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX milestones_by_project ON milestones ("project");

CREATE TABLE rushes (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "uploader" BLOB NOT NULL,
    "name" BLOB NOT NULL,
    "digest" BLOB NOT NULL,
    "duration" INTEGER NOT NULL,
    "state" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rushes_by_project ON rushes ("project");
CREATE INDEX rushes_by_uploader ON rushes ("uploader");
CREATE INDEX rushes_by_digest ON rushes ("digest");

CREATE TABLE scans (
    "id" BLOB PRIMARY KEY NOT NULL,
    "rush" BLOB NOT NULL,
    "model" TEXT,
    "made" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX scans_by_rush ON scans ("rush");

CREATE TABLE cuts (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "author" BLOB NOT NULL,
    "title" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "parent" BLOB,
    "saved" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cuts_by_project ON cuts ("project");
CREATE INDEX cuts_by_author ON cuts ("author");
CREATE INDEX cuts_by_parent ON cuts ("parent");

CREATE TABLE renders (
    "id" BLOB PRIMARY KEY NOT NULL,
    "cut" BLOB NOT NULL,
    "preset" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "duration" INTEGER,
    "made" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX renders_by_cut ON renders ("cut");

CREATE TABLE reviews (
    "id" BLOB PRIMARY KEY NOT NULL,
    "cut" BLOB NOT NULL,
    "rule" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opened" INTEGER NOT NULL,
    "closed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_by_cut ON reviews ("cut");

CREATE TABLE notes (
    "id" BLOB PRIMARY KEY NOT NULL,
    "review" BLOB NOT NULL,
    "author" BLOB NOT NULL,
    "frame" INTEGER NOT NULL,
    "last" INTEGER,
    "text" BLOB NOT NULL,
    "parent" BLOB,
    "written" INTEGER NOT NULL,
    "resolved" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_by_review ON notes ("review");
CREATE INDEX notes_by_parent ON notes ("parent");
CREATE INDEX notes_by_author ON notes ("author");

CREATE TABLE drawings (
    "id" BLOB PRIMARY KEY NOT NULL,
    "note" BLOB NOT NULL,
    "author" BLOB NOT NULL,
    "strokes" BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX drawings_by_note ON drawings ("note");
CREATE INDEX drawings_by_author ON drawings ("author");

CREATE TABLE approvals (
    "id" BLOB PRIMARY KEY NOT NULL,
    "review" BLOB NOT NULL,
    "person" BLOB NOT NULL,
    "decision" TEXT NOT NULL,
    "text" BLOB,
    "decided" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX approvals_by_review ON approvals ("review");
CREATE INDEX approvals_by_person ON approvals ("person");

CREATE TABLE messages (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "author" BLOB NOT NULL,
    "text" BLOB NOT NULL,
    "written" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_by_project ON messages ("project");
CREATE INDEX messages_by_author ON messages ("author");

CREATE TABLE publications (
    "id" BLOB PRIMARY KEY NOT NULL,
    "render" BLOB NOT NULL,
    "platform" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due" INTEGER,
    "published" INTEGER,
    "remote" BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX publications_by_render ON publications ("render");

CREATE TABLE generations (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB,
    "author" BLOB NOT NULL,
    "prompt" BLOB NOT NULL,
    "model" TEXT NOT NULL,
    "parent" BLOB,
    "made" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX generations_by_project ON generations ("project");
CREATE INDEX generations_by_parent ON generations ("parent");
CREATE INDEX generations_by_author ON generations ("author");

CREATE TABLE meetings (
    "id" BLOB PRIMARY KEY NOT NULL,
    "project" BLOB NOT NULL,
    "host" BLOB NOT NULL,
    "title" BLOB NOT NULL,
    "begins" INTEGER NOT NULL,
    "ended" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX meetings_by_project ON meetings ("project");
CREATE INDEX meetings_by_host ON meetings ("host");

CREATE TABLE jobs (
    "id" BLOB PRIMARY KEY NOT NULL,
    "task" TEXT NOT NULL,
    "target" BLOB NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "due" INTEGER NOT NULL,
    "claimed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_by_target ON jobs ("target");

CREATE TABLE activities (
    "id" BLOB PRIMARY KEY NOT NULL,
    "actor" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "target" BLOB,
    "region" TEXT NOT NULL,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX activities_by_target ON activities ("target");
CREATE INDEX activities_by_actor ON activities ("actor");

CREATE TABLE elevations (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "reason" BLOB NOT NULL,
    "approver" BLOB,
    "asked" INTEGER NOT NULL,
    "granted" INTEGER,
    "expires" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX elevations_by_approver ON elevations ("approver");
CREATE INDEX elevations_by_person ON elevations ("person");

CREATE TABLE subscriptions (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "list" TEXT NOT NULL,
    "email" BLOB NOT NULL,
    "email_trace" BLOB NOT NULL,
    "token" BLOB NOT NULL,
    "confirmed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_by_email_trace ON subscriptions ("email_trace");
CREATE INDEX subscriptions_by_token ON subscriptions ("token");
CREATE INDEX subscriptions_by_person ON subscriptions ("person");

CREATE TABLE consents (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "purpose" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "yes" BLOB,
    "project" BLOB,
    "only" BLOB,
    "version" INTEGER NOT NULL,
    "wording" BLOB NOT NULL,
    "language" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_by_yes ON consents ("yes");
CREATE INDEX consents_by_project ON consents ("project");
CREATE INDEX consents_by_only ON consents ("only");
CREATE INDEX consents_by_person ON consents ("person");

CREATE TABLE requests (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "right" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "statement" BLOB NOT NULL,
    "contact" BLOB,
    "contact_trace" BLOB,
    "places" BLOB,
    "received" INTEGER NOT NULL,
    "acknowledge" INTEGER,
    "due" INTEGER NOT NULL,
    "promise" TEXT NOT NULL,
    "verified" INTEGER,
    "extended" INTEGER,
    "closed" INTEGER,
    "ground" TEXT,
    "answer" BLOB,
    "assigned" BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_by_contact_trace ON requests ("contact_trace");
CREATE INDEX requests_by_assigned ON requests ("assigned");
CREATE INDEX requests_by_person ON requests ("person");

CREATE TABLE steps (
    "id" BLOB PRIMARY KEY NOT NULL,
    "request" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "text" BLOB,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX steps_by_request ON steps ("request");

CREATE TABLE proofs (
    "id" BLOB PRIMARY KEY NOT NULL,
    "request" BLOB NOT NULL,
    "method" TEXT NOT NULL,
    "digest" BLOB NOT NULL,
    "tries" INTEGER NOT NULL,
    "expires" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proofs_by_request ON proofs ("request");
CREATE INDEX proofs_by_digest ON proofs ("digest");

CREATE TABLE holds (
    "id" BLOB PRIMARY KEY NOT NULL,
    "reach" TEXT NOT NULL,
    "target" BLOB NOT NULL,
    "ground" TEXT NOT NULL,
    "author" BLOB NOT NULL,
    "text" BLOB NOT NULL,
    "placed" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "ended" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_by_target ON holds ("target");
CREATE INDEX holds_running ON holds ("reach", "until", "target") WHERE "ended" IS NULL;
CREATE INDEX holds_by_author ON holds ("author");

CREATE TABLE incidents (
    "id" BLOB PRIMARY KEY NOT NULL,
    "stage" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "known" INTEGER NOT NULL,
    "text" BLOB NOT NULL,
    "cause" BLOB,
    "prevention" BLOB,
    "contained" INTEGER,
    "closed" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
    "id" BLOB PRIMARY KEY NOT NULL,
    "case" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "text" BLOB,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stages_by_case ON stages ("case");

CREATE TABLE authorities (
    "id" BLOB PRIMARY KEY NOT NULL,
    "name" BLOB NOT NULL,
    "text" BLOB NOT NULL,
    "ground" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "received" INTEGER NOT NULL,
    "decider" BLOB,
    "decided" INTEGER,
    "gag" TEXT,
    "gag_until" INTEGER,
    "told" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX authorities_by_decider ON authorities ("decider");

CREATE TABLE disclosures (
    "id" BLOB PRIMARY KEY NOT NULL,
    "person" BLOB NOT NULL,
    "recipient" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "datum" BLOB,
    "case" BLOB,
    "digest" BLOB NOT NULL,
    "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosures_by_datum ON disclosures ("datum");
CREATE INDEX disclosures_by_case ON disclosures ("case");
CREATE INDEX disclosures_by_digest ON disclosures ("digest");
CREATE INDEX disclosures_by_person ON disclosures ("person");

CREATE TABLE assessments (
    "id" BLOB PRIMARY KEY NOT NULL,
    "feature" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "author" BLOB NOT NULL,
    "text" BLOB NOT NULL,
    "decided" INTEGER,
    "review" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX assessments_by_author ON assessments ("author");

CREATE TABLE corpora (
    "id" BLOB PRIMARY KEY NOT NULL,
    "model" TEXT NOT NULL,
    "name" BLOB NOT NULL,
    "purpose" TEXT NOT NULL,
    "made" INTEGER NOT NULL,
    "released" INTEGER,
    "tested" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE lessons (
    "id" BLOB PRIMARY KEY NOT NULL,
    "corpus" BLOB NOT NULL,
    "item" BLOB NOT NULL,
    "person" BLOB NOT NULL,
    "yes" BLOB NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX lessons_by_corpus ON lessons ("corpus");
CREATE INDEX lessons_by_item ON lessons ("item");
CREATE INDEX lessons_by_yes ON lessons ("yes");
CREATE INDEX lessons_by_person ON lessons ("person");
