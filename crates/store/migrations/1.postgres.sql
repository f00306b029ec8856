-- What is held, each by its facts; what it says lies in the tables below, or in the vault.
CREATE TABLE data (
    "id" uuid PRIMARY KEY NOT NULL,
    "workspace" uuid NOT NULL,
    "project" uuid,
    "kind" smallint NOT NULL,
    "region" text NOT NULL,
    "route" smallint NOT NULL,
    "source" uuid,
    "clock" bigint,
    "bytes" bigint,
    "restricted" boolean NOT NULL,
    "erased" boolean NOT NULL
);
CREATE INDEX data_by_workspace ON data ("workspace", "id");
CREATE INDEX data_by_kind ON data ("workspace", "kind", "id");
CREATE INDEX data_by_project ON data ("project", "kind", "id");
CREATE INDEX data_by_clock ON data ("kind", "clock");

-- Whom it is about; tie: 1 owns, 2 shares, 3 keeps.
CREATE TABLE about (
    "person" uuid NOT NULL,
    "datum" uuid NOT NULL,
    "tie" smallint NOT NULL,
    PRIMARY KEY ("person", "datum")
);
CREATE INDEX about_by_datum ON about ("datum", "person", "tie");

-- What holds of a person in a workspace: a yes, an objection, a restriction, an age, a confirmed address, an erasure.
CREATE TABLE standings (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "workspace" uuid NOT NULL,
    "kind" smallint NOT NULL,
    "purpose" text NOT NULL,
    "project" uuid,
    "datum" uuid,
    "since" bigint NOT NULL
);
CREATE INDEX standings_by_person ON standings ("person", "workspace");
CREATE INDEX standings_by_kind ON standings ("workspace", "kind", "purpose");
CREATE INDEX standings_by_datum ON standings ("datum") WHERE "datum" IS NOT NULL;

-- What an erasure wants gone, and how far it is. Never deleted: a restored backup replays them.
CREATE TABLE tombstones (
    "id" uuid PRIMARY KEY NOT NULL,
    "workspace" uuid NOT NULL,
    "reach" text NOT NULL,
    "target" uuid NOT NULL,
    "promise" text NOT NULL,
    "request" uuid,
    "at" bigint NOT NULL,
    "done" bigint
);
CREATE INDEX tombstones_by_target ON tombstones ("target");

-- Where an erasure must reach, and what came of it.
CREATE TABLE targets (
    "id" uuid PRIMARY KEY NOT NULL,
    "tombstone" uuid NOT NULL,
    "store" text NOT NULL,
    "state" text NOT NULL,
    "count" bigint NOT NULL,
    "tries" bigint NOT NULL,
    "due" bigint,
    "at" bigint NOT NULL
);
CREATE INDEX targets_by_tombstone ON targets ("tombstone");

-- Something due because of a promise.
CREATE TABLE obligations (
    "id" uuid PRIMARY KEY NOT NULL,
    "promise" text NOT NULL,
    "task" text NOT NULL,
    "target" uuid NOT NULL,
    "due" bigint NOT NULL,
    "claimed" bigint,
    "tries" bigint NOT NULL,
    "done" bigint
);
CREATE INDEX obligations_open ON obligations ("due") WHERE "done" IS NULL;
CREATE INDEX obligations_by_target ON obligations ("target");

-- Entries on their way to the ledger, written with what they tell of.
CREATE TABLE outbox (
    "seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "id" uuid NOT NULL,
    "entry" bytea NOT NULL
);

-- Published versions of the charter: digest alone, the files lie beside the data.
CREATE TABLE versions (
    "number" bigint PRIMARY KEY NOT NULL,
    "digest" text NOT NULL,
    "published" bigint NOT NULL,
    "effective" bigint NOT NULL
);

-- Where data from third parties or public places comes from.
CREATE TABLE sources (
    "id" uuid PRIMARY KEY NOT NULL,
    "workspace" uuid NOT NULL,
    "route" smallint NOT NULL,
    "name" bytea NOT NULL,
    "entered" bigint NOT NULL
);

-- Backups that were made, and read back.
CREATE TABLE backups (
    "id" uuid PRIMARY KEY NOT NULL,
    "made" bigint NOT NULL,
    "bytes" bigint NOT NULL,
    "tested" bigint,
    "gone" bigint
);

CREATE TABLE people (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "email" bytea NOT NULL,
    "email_trace" bytea NOT NULL,
    "name" bytea NOT NULL,
    "language" text NOT NULL,
    "country" text,
    "created" bigint NOT NULL,
    "closed" bigint
);
CREATE INDEX people_by_email_trace ON people ("email_trace");
CREATE INDEX people_by_person ON people ("person");

CREATE TABLE credentials (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "method" text NOT NULL,
    "secret" bytea NOT NULL,
    "created" bigint NOT NULL,
    "used" bigint
);
CREATE INDEX credentials_by_person ON credentials ("person");

CREATE TABLE keys (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "name" bytea NOT NULL,
    "digest" bytea NOT NULL,
    "scope" text NOT NULL,
    "expires" bigint NOT NULL,
    "used" bigint,
    "revoked" bigint
);
CREATE INDEX keys_by_digest ON keys ("digest");
CREATE INDEX keys_by_person ON keys ("person");

CREATE TABLE sessions (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "token" bytea NOT NULL,
    "client" bytea,
    "created" bigint NOT NULL,
    "used" bigint NOT NULL,
    "expires" bigint NOT NULL
);
CREATE INDEX sessions_by_token ON sessions ("token");
CREATE INDEX sessions_by_person ON sessions ("person");

CREATE TABLE devices (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "description" bytea NOT NULL,
    "address" bytea,
    "seen" bigint NOT NULL
);
CREATE INDEX devices_by_person ON devices ("person");

CREATE TABLE workspaces (
    "id" uuid PRIMARY KEY NOT NULL,
    "name" bytea NOT NULL,
    "region" text NOT NULL,
    "plan" text NOT NULL,
    "created" bigint NOT NULL,
    "ended" bigint,
    "purge" bigint
);

CREATE TABLE members (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "role" text NOT NULL,
    "name" bytea NOT NULL,
    "email" bytea,
    "analytics" boolean NOT NULL,
    "footage" boolean NOT NULL,
    "billing" boolean NOT NULL,
    "since" bigint NOT NULL,
    "until" bigint
);
CREATE INDEX members_by_person ON members ("person");

CREATE TABLE invitations (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "inviter" uuid NOT NULL,
    "role" text NOT NULL,
    "project" uuid,
    "email" bytea NOT NULL,
    "email_trace" bytea NOT NULL,
    "token" bytea NOT NULL,
    "expires" bigint NOT NULL,
    "accepted" bigint,
    "revoked" bigint
);
CREATE INDEX invitations_by_inviter ON invitations ("inviter");
CREATE INDEX invitations_by_project ON invitations ("project");
CREATE INDEX invitations_by_email_trace ON invitations ("email_trace");
CREATE INDEX invitations_by_token ON invitations ("token");
CREATE INDEX invitations_by_person ON invitations ("person");

CREATE TABLE engagements (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "producer" uuid NOT NULL,
    "editor" uuid NOT NULL,
    "begins" bigint,
    "ends" bigint,
    "producer_agreed" bigint,
    "editor_agreed" bigint
);
CREATE INDEX engagements_by_project ON engagements ("project");
CREATE INDEX engagements_by_producer ON engagements ("producer");
CREATE INDEX engagements_by_editor ON engagements ("editor");

CREATE TABLE links (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "maker" uuid NOT NULL,
    "token" bytea NOT NULL,
    "role" text NOT NULL,
    "expires" bigint NOT NULL,
    "revoked" bigint
);
CREATE INDEX links_by_project ON links ("project");
CREATE INDEX links_by_maker ON links ("maker");
CREATE INDEX links_by_token ON links ("token");

CREATE TABLE projects (
    "id" uuid PRIMARY KEY NOT NULL,
    "title" bytea NOT NULL,
    "brief" bytea,
    "state" text NOT NULL,
    "created" bigint NOT NULL
);

CREATE TABLE milestones (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "title" bytea NOT NULL,
    "due" bigint NOT NULL,
    "met" bigint
);
CREATE INDEX milestones_by_project ON milestones ("project");

CREATE TABLE rushes (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "uploader" uuid NOT NULL,
    "name" bytea NOT NULL,
    "digest" bytea NOT NULL,
    "duration" bigint NOT NULL,
    "state" text NOT NULL
);
CREATE INDEX rushes_by_project ON rushes ("project");
CREATE INDEX rushes_by_uploader ON rushes ("uploader");
CREATE INDEX rushes_by_digest ON rushes ("digest");

CREATE TABLE scans (
    "id" uuid PRIMARY KEY NOT NULL,
    "rush" uuid NOT NULL,
    "model" text,
    "made" bigint NOT NULL
);
CREATE INDEX scans_by_rush ON scans ("rush");

CREATE TABLE cuts (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "author" uuid NOT NULL,
    "title" bytea NOT NULL,
    "version" bigint NOT NULL,
    "parent" uuid,
    "saved" bigint NOT NULL
);
CREATE INDEX cuts_by_project ON cuts ("project");
CREATE INDEX cuts_by_author ON cuts ("author");
CREATE INDEX cuts_by_parent ON cuts ("parent");

CREATE TABLE renders (
    "id" uuid PRIMARY KEY NOT NULL,
    "cut" uuid NOT NULL,
    "preset" text NOT NULL,
    "state" text NOT NULL,
    "duration" bigint,
    "made" bigint
);
CREATE INDEX renders_by_cut ON renders ("cut");

CREATE TABLE reviews (
    "id" uuid PRIMARY KEY NOT NULL,
    "cut" uuid NOT NULL,
    "rule" text NOT NULL,
    "state" text NOT NULL,
    "opened" bigint NOT NULL,
    "closed" bigint
);
CREATE INDEX reviews_by_cut ON reviews ("cut");

CREATE TABLE notes (
    "id" uuid PRIMARY KEY NOT NULL,
    "review" uuid NOT NULL,
    "author" uuid NOT NULL,
    "frame" bigint NOT NULL,
    "last" bigint,
    "text" bytea NOT NULL,
    "parent" uuid,
    "written" bigint NOT NULL,
    "resolved" bigint
);
CREATE INDEX notes_by_review ON notes ("review");
CREATE INDEX notes_by_parent ON notes ("parent");
CREATE INDEX notes_by_author ON notes ("author");

CREATE TABLE drawings (
    "id" uuid PRIMARY KEY NOT NULL,
    "note" uuid NOT NULL,
    "author" uuid NOT NULL,
    "strokes" bytea NOT NULL
);
CREATE INDEX drawings_by_note ON drawings ("note");
CREATE INDEX drawings_by_author ON drawings ("author");

CREATE TABLE approvals (
    "id" uuid PRIMARY KEY NOT NULL,
    "review" uuid NOT NULL,
    "person" uuid NOT NULL,
    "decision" text NOT NULL,
    "text" bytea,
    "decided" bigint NOT NULL
);
CREATE INDEX approvals_by_review ON approvals ("review");
CREATE INDEX approvals_by_person ON approvals ("person");

CREATE TABLE messages (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "author" uuid NOT NULL,
    "text" bytea NOT NULL,
    "written" bigint NOT NULL
);
CREATE INDEX messages_by_project ON messages ("project");
CREATE INDEX messages_by_author ON messages ("author");

CREATE TABLE publications (
    "id" uuid PRIMARY KEY NOT NULL,
    "render" uuid NOT NULL,
    "platform" text NOT NULL,
    "state" text NOT NULL,
    "due" bigint,
    "published" bigint,
    "remote" bytea
);
CREATE INDEX publications_by_render ON publications ("render");

CREATE TABLE generations (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid,
    "author" uuid NOT NULL,
    "prompt" bytea NOT NULL,
    "model" text NOT NULL,
    "parent" uuid,
    "made" bigint NOT NULL
);
CREATE INDEX generations_by_project ON generations ("project");
CREATE INDEX generations_by_parent ON generations ("parent");
CREATE INDEX generations_by_author ON generations ("author");

CREATE TABLE meetings (
    "id" uuid PRIMARY KEY NOT NULL,
    "project" uuid NOT NULL,
    "host" uuid NOT NULL,
    "title" bytea NOT NULL,
    "begins" bigint NOT NULL,
    "ended" bigint
);
CREATE INDEX meetings_by_project ON meetings ("project");
CREATE INDEX meetings_by_host ON meetings ("host");

CREATE TABLE jobs (
    "id" uuid PRIMARY KEY NOT NULL,
    "task" text NOT NULL,
    "target" uuid NOT NULL,
    "state" text NOT NULL,
    "tries" bigint NOT NULL,
    "due" bigint NOT NULL,
    "claimed" bigint
);
CREATE INDEX jobs_by_target ON jobs ("target");

CREATE TABLE activities (
    "id" uuid PRIMARY KEY NOT NULL,
    "actor" uuid NOT NULL,
    "what" text NOT NULL,
    "target" uuid,
    "region" text NOT NULL,
    "at" bigint NOT NULL
);
CREATE INDEX activities_by_target ON activities ("target");
CREATE INDEX activities_by_actor ON activities ("actor");

CREATE TABLE elevations (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "reason" bytea NOT NULL,
    "approver" uuid,
    "asked" bigint NOT NULL,
    "granted" bigint,
    "expires" bigint
);
CREATE INDEX elevations_by_approver ON elevations ("approver");
CREATE INDEX elevations_by_person ON elevations ("person");

CREATE TABLE subscriptions (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "list" text NOT NULL,
    "email" bytea NOT NULL,
    "email_trace" bytea NOT NULL,
    "token" bytea NOT NULL,
    "confirmed" bigint
);
CREATE INDEX subscriptions_by_email_trace ON subscriptions ("email_trace");
CREATE INDEX subscriptions_by_token ON subscriptions ("token");
CREATE INDEX subscriptions_by_person ON subscriptions ("person");

CREATE TABLE consents (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "purpose" text NOT NULL,
    "act" text NOT NULL,
    "yes" uuid,
    "project" uuid,
    "only" uuid,
    "version" bigint NOT NULL,
    "wording" bytea NOT NULL,
    "language" text NOT NULL,
    "method" text NOT NULL,
    "at" bigint NOT NULL
);
CREATE INDEX consents_by_yes ON consents ("yes");
CREATE INDEX consents_by_project ON consents ("project");
CREATE INDEX consents_by_only ON consents ("only");
CREATE INDEX consents_by_person ON consents ("person");

CREATE TABLE requests (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "right" text NOT NULL,
    "state" text NOT NULL,
    "language" text NOT NULL,
    "route" text NOT NULL,
    "asker" text NOT NULL,
    "statement" bytea NOT NULL,
    "contact" bytea,
    "contact_trace" bytea,
    "places" bytea,
    "received" bigint NOT NULL,
    "acknowledge" bigint,
    "due" bigint NOT NULL,
    "promise" text NOT NULL,
    "verified" bigint,
    "extended" bigint,
    "closed" bigint,
    "ground" text,
    "answer" bytea,
    "assigned" uuid
);
CREATE INDEX requests_by_contact_trace ON requests ("contact_trace");
CREATE INDEX requests_by_assigned ON requests ("assigned");
CREATE INDEX requests_by_person ON requests ("person");

CREATE TABLE steps (
    "id" uuid PRIMARY KEY NOT NULL,
    "request" uuid NOT NULL,
    "what" text NOT NULL,
    "text" bytea,
    "at" bigint NOT NULL
);
CREATE INDEX steps_by_request ON steps ("request");

CREATE TABLE proofs (
    "id" uuid PRIMARY KEY NOT NULL,
    "request" uuid NOT NULL,
    "method" text NOT NULL,
    "digest" bytea NOT NULL,
    "tries" bigint NOT NULL,
    "expires" bigint NOT NULL
);
CREATE INDEX proofs_by_request ON proofs ("request");
CREATE INDEX proofs_by_digest ON proofs ("digest");

CREATE TABLE holds (
    "id" uuid PRIMARY KEY NOT NULL,
    "reach" text NOT NULL,
    "target" uuid NOT NULL,
    "ground" text NOT NULL,
    "author" uuid NOT NULL,
    "text" bytea NOT NULL,
    "placed" bigint NOT NULL,
    "until" bigint NOT NULL,
    "ended" bigint
);
CREATE INDEX holds_by_target ON holds ("target");
CREATE INDEX holds_running ON holds ("reach", "until", "target") WHERE "ended" IS NULL;
CREATE INDEX holds_by_author ON holds ("author");

CREATE TABLE incidents (
    "id" uuid PRIMARY KEY NOT NULL,
    "stage" text NOT NULL,
    "severity" text NOT NULL,
    "known" bigint NOT NULL,
    "text" bytea NOT NULL,
    "cause" bytea,
    "prevention" bytea,
    "contained" bigint,
    "closed" bigint
);

CREATE TABLE stages (
    "id" uuid PRIMARY KEY NOT NULL,
    "case" uuid NOT NULL,
    "what" text NOT NULL,
    "text" bytea,
    "at" bigint NOT NULL
);
CREATE INDEX stages_by_case ON stages ("case");

CREATE TABLE authorities (
    "id" uuid PRIMARY KEY NOT NULL,
    "name" bytea NOT NULL,
    "text" bytea NOT NULL,
    "ground" text NOT NULL,
    "state" text NOT NULL,
    "received" bigint NOT NULL,
    "decider" uuid,
    "decided" bigint,
    "gag" text,
    "gag_until" bigint,
    "told" bigint
);
CREATE INDEX authorities_by_decider ON authorities ("decider");

CREATE TABLE disclosures (
    "id" uuid PRIMARY KEY NOT NULL,
    "person" uuid NOT NULL,
    "recipient" text NOT NULL,
    "purpose" text NOT NULL,
    "datum" uuid,
    "case" uuid,
    "digest" bytea NOT NULL,
    "at" bigint NOT NULL
);
CREATE INDEX disclosures_by_datum ON disclosures ("datum");
CREATE INDEX disclosures_by_case ON disclosures ("case");
CREATE INDEX disclosures_by_digest ON disclosures ("digest");
CREATE INDEX disclosures_by_person ON disclosures ("person");

CREATE TABLE assessments (
    "id" uuid PRIMARY KEY NOT NULL,
    "feature" text NOT NULL,
    "state" text NOT NULL,
    "author" uuid NOT NULL,
    "text" bytea NOT NULL,
    "decided" bigint,
    "review" bigint
);
CREATE INDEX assessments_by_author ON assessments ("author");

CREATE TABLE corpora (
    "id" uuid PRIMARY KEY NOT NULL,
    "model" text NOT NULL,
    "name" bytea NOT NULL,
    "purpose" text NOT NULL,
    "made" bigint NOT NULL,
    "released" bigint,
    "tested" text
);

CREATE TABLE lessons (
    "id" uuid PRIMARY KEY NOT NULL,
    "corpus" uuid NOT NULL,
    "item" uuid NOT NULL,
    "person" uuid NOT NULL,
    "yes" uuid NOT NULL,
    "added" bigint NOT NULL,
    "removed" bigint
);
CREATE INDEX lessons_by_corpus ON lessons ("corpus");
CREATE INDEX lessons_by_item ON lessons ("item");
CREATE INDEX lessons_by_yes ON lessons ("yes");
CREATE INDEX lessons_by_person ON lessons ("person");
