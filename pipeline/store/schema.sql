-- The complete current schema of a koe database (user_version 1). A new file gets this text; an older file gets the
-- numbered steps of migrations/ one after the other and must end up equal to it (tests/unit/store/database_test.cpp).
-- Conventions: *_no are internal row numbers and never leave the store; *_id are the outside world's names.
-- Tables with a row a response or a segment say = OR = where others say IN: SQLite builds a table of the list for every row.

-- One export or accounts file as it was first read. The same bytes read with the same settings are read once.
CREATE TABLE source (
  source_no   INTEGER PRIMARY KEY,
  sha256      TEXT NOT NULL,
  settings    TEXT NOT NULL,              -- reader overrides in force, empty when none
  name        TEXT NOT NULL,              -- file name without folders
  content     TEXT NOT NULL CHECK (content IN ('nps', 'enps', 'accounts')),
  layout      TEXT NOT NULL,
  encoding    TEXT NOT NULL,
  records     INTEGER NOT NULL,           -- = stored + revised + duplicates + rejected
  stored      INTEGER NOT NULL DEFAULT 0,
  revised     INTEGER NOT NULL DEFAULT 0,
  duplicates  INTEGER NOT NULL DEFAULT 0,
  rejected    INTEGER NOT NULL DEFAULT 0,
  UNIQUE (sha256, settings)
) STRICT;

-- The ledger: what became of every record read from a source.
CREATE TABLE ledger (
  source_no   INTEGER NOT NULL REFERENCES source,
  line        INTEGER NOT NULL,
  disposition TEXT NOT NULL CHECK (disposition = 'stored' OR disposition = 'revised' OR disposition = 'duplicate' OR
                                   disposition = 'rejected'),
  response_no INTEGER REFERENCES response
) STRICT;

-- Records that could not be stored, with their original bytes, and warnings about a source as a whole.
CREATE TABLE issue (
  source_no INTEGER NOT NULL REFERENCES source,
  position  INTEGER NOT NULL,             -- order inside the source
  code      INTEGER NOT NULL,
  severity  INTEGER NOT NULL,
  line      INTEGER NOT NULL,
  byte      INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  excerpt   TEXT NOT NULL,
  arguments TEXT NOT NULL,                -- separated by U+001F
  raw       BLOB NOT NULL,
  PRIMARY KEY (source_no, position)
) STRICT;

-- The latest version of every response; `identity` decides what counts as the same response (ARCHITECTURE.md, Ingest).
CREATE TABLE response (
  response_no   INTEGER PRIMARY KEY,
  identity      TEXT NOT NULL UNIQUE,
  content_hash  TEXT NOT NULL,
  survey        TEXT NOT NULL CHECK (survey = 'nps' OR survey = 'enps'),
  response_id   TEXT NOT NULL,
  responded_at  TEXT NOT NULL,            -- ISO local date-time, '' unknown
  period        TEXT NOT NULL,            -- '2026Q3', '' unknown
  respondent_id TEXT NOT NULL,
  account_id    TEXT NOT NULL,
  score         INTEGER CHECK (score BETWEEN 0 AND 10),
  verbatim      TEXT NOT NULL
) STRICT;

-- Every version a response ever had: a known version that comes again is a duplicate, not a revision.
CREATE TABLE response_version (
  response_no  INTEGER NOT NULL REFERENCES response,
  content_hash TEXT NOT NULL,
  source_no    INTEGER NOT NULL REFERENCES source,
  line         INTEGER NOT NULL,
  responded_at TEXT NOT NULL,
  score        INTEGER,
  verbatim     TEXT NOT NULL,
  PRIMARY KEY (response_no, content_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE response_attribute (
  response_no INTEGER NOT NULL REFERENCES response,
  name        TEXT NOT NULL,
  value       TEXT NOT NULL,
  PRIMARY KEY (response_no, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  account_id TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  segment    TEXT NOT NULL,
  region     TEXT NOT NULL,
  arr        REAL,
  currency   TEXT NOT NULL,              -- 'JPY', 'USD'..., '' not stated
  started_on TEXT NOT NULL,
  renewal_on TEXT NOT NULL,
  churned_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- analyze: the unit of meaning, one or more consecutive sentences of a verbatim, personal data already replaced. Segments
-- with the same unit_key say the same and always share their theme.
CREATE TABLE segment (
  response_no INTEGER NOT NULL REFERENCES response,
  ordinal     INTEGER NOT NULL,
  begin_at    INTEGER NOT NULL,           -- code points in the original verbatim, half-open
  end_at      INTEGER NOT NULL,
  language    TEXT NOT NULL,
  unit_key    TEXT NOT NULL,              -- '' = without content
  polarity    TEXT NOT NULL CHECK (polarity = 'neg' OR polarity = 'neu' OR polarity = 'pos' OR polarity = 'req'),
  text        TEXT NOT NULL,              -- redacted slice of the original
  normalized  TEXT NOT NULL,              -- what the tokenizers read
  table_rows  BLOB NOT NULL,              -- little-endian uint32[]: rows of the vector table, in reading order
  label_terms BLOB NOT NULL,              -- little-endian uint32[]: term_no of label_term, in reading order
  PRIMARY KEY (response_no, ordinal)
) STRICT, WITHOUT ROWID;

-- analyze: words that can name a theme, numbered from 0 in reading order.
CREATE TABLE label_term (
  term_no  INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  display  TEXT NOT NULL,                 -- as a reader sees it
  key      TEXT NOT NULL,                 -- as the vector table lists it
  is_noun  INTEGER NOT NULL               -- 1: can stand alone in a label
) STRICT;

-- encode: what a sentence encoder (--encoder) made of a text; kept for good, because it takes ten milliseconds a text.
CREATE TABLE encoded_text (
  encoder     TEXT NOT NULL,              -- identity of the encoder: SHA-256 of its encoder.json
  text_sha256 TEXT NOT NULL,
  vector      BLOB NOT NULL,              -- little-endian float32[dimensions]
  PRIMARY KEY (encoder, text_sha256)
) STRICT, WITHOUT ROWID;

-- theme: permanent identities; a theme is never deleted and its number never reused.
CREATE TABLE theme (
  theme_no   INTEGER PRIMARY KEY AUTOINCREMENT,
  survey     TEXT NOT NULL CHECK (survey IN ('nps', 'enps')),
  parent_no  INTEGER REFERENCES theme,
  label_ja   TEXT NOT NULL,
  label_en   TEXT NOT NULL,
  terms_ja   TEXT NOT NULL,               -- separated by U+001F, strongest first
  terms_en   TEXT NOT NULL,
  phase      TEXT NOT NULL,
  family     TEXT NOT NULL,
  phase_reason  TEXT NOT NULL,
  family_reason TEXT NOT NULL,
  born_in    TEXT NOT NULL,               -- first quarter with a text of those it was found in, '' unknown
  units      INTEGER NOT NULL,            -- different texts it was fitted on
  cohesion   REAL NOT NULL,               -- mean cosine of those texts to the centroid
  typical_floor REAL NOT NULL,            -- cosine that nine of ten of those texts reach
  exemplars  TEXT NOT NULL,               -- unit_keys worth quoting, best first, separated by U+001F
  origin     TEXT NOT NULL CHECK (origin IN ('found', 'coded', 'part', 'group', 'taught')),  -- coded: koe themes
                                          -- import; part: of a split theme; group: the level above, parent_no of its
                                          -- themes; taught: by examples (koe themes teach)
  retired    INTEGER NOT NULL DEFAULT 0,  -- 1: found with an earlier table and not found again
  given_ja   TEXT NOT NULL DEFAULT '',    -- an analyst's name for it (koe themes rename); '' = none
  given_en   TEXT NOT NULL DEFAULT '',
  centroid   BLOB NOT NULL                -- little-endian int16[dims], 2^14 = 1
) STRICT;

-- theme: what happened to themes when they were fitted or extended. Appended only.
CREATE TABLE theme_lineage (
  event_no INTEGER PRIMARY KEY AUTOINCREMENT,
  theme_no INTEGER NOT NULL REFERENCES theme,
  kind     TEXT NOT NULL CHECK (kind IN ('born', 'opened', 'continued', 'split_off', 'merged', 'ended')),
  period   TEXT NOT NULL,                 -- latest quarter of the data of that time, '' unknown
  other_no INTEGER REFERENCES theme,      -- split off from, merged into, closest earlier theme of an opened one
  texts    INTEGER,                       -- opened: different texts it was opened from
  cohesion REAL,                          -- opened: mean cosine of these to the centre of the others
  old_similarity   REAL,                  -- opened: mean cosine of these to the best earlier theme
  other_similarity REAL                   -- opened: cosine of the theme to other_no
) STRICT;

-- theme: what later texts are measured with, so that a new quarter is assigned without refitting the old ones.
CREATE TABLE theme_model (
  survey    TEXT PRIMARY KEY CHECK (survey IN ('nps', 'enps')),
  embedding TEXT NOT NULL,                -- SHA-256 of the space it was fitted in: table, library, sentence encoder
  encoder   TEXT NOT NULL,                -- identity of the sentence encoder, '' none
  floor     REAL NOT NULL,                -- cosine below which a text is unassigned
  mean_ja   BLOB NOT NULL,                -- little-endian float32[dims], subtracted before comparing
  mean_en   BLOB NOT NULL,
  context_rows    BLOB NOT NULL,          -- uint32: entries of the vector table that the texts fitted on hold
  context_values  BLOB NOT NULL,          -- int8[dims] each: mean direction of the texts that hold it, by its scale
  context_scales  BLOB NOT NULL,          -- float32
  context_weight  REAL NOT NULL,          -- beside a text's own direction, 0..1
  context_mean_ja BLOB NOT NULL,          -- float32[dims]: what the contexts of all texts have in common
  context_mean_en BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- theme: what koe found, and what is shown: the same unless an analyst's edits say otherwise. Edits never alter the found
-- columns, so that taking them back restores everything.
CREATE TABLE unit_theme (
  unit_key   TEXT PRIMARY KEY,
  theme_no   INTEGER REFERENCES theme,    -- shown; NULL = unassigned
  similarity REAL NOT NULL,
  found_no   INTEGER REFERENCES theme,
  found_similarity REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- An analyst's edits of themes, in order. Appended only; an undo is an edit of its own.
CREATE TABLE theme_edit (
  event_no  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind      TEXT NOT NULL CHECK (kind IN ('rename', 'merge', 'split', 'pin', 'forbid', 'undo', 'teach')),
  theme_no  INTEGER REFERENCES theme,
  into_no   INTEGER REFERENCES theme,     -- merge: the theme that survives
  label_ja  TEXT NOT NULL,
  label_en  TEXT NOT NULL,
  unit_key  TEXT NOT NULL,                -- pin, forbid: the text it is about
  said_by   TEXT NOT NULL,                -- the response and segment the analyst named it by
  undone_no INTEGER REFERENCES theme_edit,
  author    TEXT NOT NULL,
  made_at   TEXT NOT NULL                 -- ISO UTC; shown in the log, decides nothing
) STRICT;

-- split: which texts define which part.
CREATE TABLE theme_edit_part (
  event_no INTEGER NOT NULL REFERENCES theme_edit,
  theme_no INTEGER NOT NULL REFERENCES theme,
  unit_key TEXT NOT NULL,
  PRIMARY KEY (event_no, theme_no, unit_key)
) STRICT, WITHOUT ROWID;

-- teach: the texts that an analyst marked as examples of the theme, personal data replaced.
CREATE TABLE theme_edit_example (
  event_no   INTEGER NOT NULL REFERENCES theme_edit,
  unit_key   TEXT NOT NULL,
  language   TEXT NOT NULL,
  normalized TEXT NOT NULL,
  PRIMARY KEY (event_no, unit_key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER theme_edit_is_not_altered BEFORE UPDATE ON theme_edit
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never altered'); END;
CREATE TRIGGER theme_edit_is_not_deleted BEFORE DELETE ON theme_edit
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never deleted'); END;
CREATE TRIGGER theme_edit_part_is_not_altered BEFORE UPDATE ON theme_edit_part
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never altered'); END;
CREATE TRIGGER theme_edit_part_is_not_deleted BEFORE DELETE ON theme_edit_part
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never deleted'); END;
CREATE TRIGGER theme_edit_example_is_not_altered BEFORE UPDATE ON theme_edit_example
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never altered'); END;
CREATE TRIGGER theme_edit_example_is_not_deleted BEFORE DELETE ON theme_edit_example
  BEGIN SELECT RAISE(ABORT, 'edits are appended, never deleted'); END;

-- An analyst's own coding (koe themes import). A survey kind with any coded response shows these themes instead of found ones.
CREATE TABLE response_code (
  response_no INTEGER NOT NULL REFERENCES response,
  theme_no    INTEGER NOT NULL REFERENCES theme,
  PRIMARY KEY (response_no, theme_no)
) STRICT, WITHOUT ROWID;

-- What was done about a theme, and when (koe fix add): events, never changed and never removed.
CREATE TABLE fix (
  fix_no   INTEGER PRIMARY KEY AUTOINCREMENT,
  theme_no INTEGER NOT NULL REFERENCES theme,
  fixed_on TEXT NOT NULL,                 -- ISO date: answers from this day on came after the fix
  note     TEXT NOT NULL,
  UNIQUE (theme_no, fixed_on, note)
) STRICT;

-- Everything ever published about employees. A later run takes all of it as known to its readers, and koe audit-anonymity
-- attacks it. An answer is a score in a period: a revised one is another answer of the same response.
CREATE TABLE published_answer (
  answer_no   INTEGER PRIMARY KEY,
  response_no INTEGER NOT NULL REFERENCES response,
  period      TEXT NOT NULL,              -- '' undated
  score       INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
  UNIQUE (response_no, period, score)
) STRICT;

CREATE TABLE published_figure (
  figure_no INTEGER PRIMARY KEY,          -- in order of first publication
  kind      TEXT NOT NULL CHECK (kind IN ('score', 'total', 'theme')),  -- total: all periods together
  period    TEXT NOT NULL,                -- '' undated, or over all periods
  by_name   TEXT NOT NULL,                -- attribute, '' everybody
  value     TEXT NOT NULL                 -- of the attribute; of a theme its number
) STRICT;

CREATE TABLE published_figure_answer (
  figure_no INTEGER NOT NULL REFERENCES published_figure,
  answer_no INTEGER NOT NULL REFERENCES published_answer,
  PRIMARY KEY (figure_no, answer_no)
) STRICT, WITHOUT ROWID;

-- Fingerprints of states whose figures were chosen already: choosing again changes nothing.
CREATE TABLE published_state (
  fingerprint TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The state a stage last worked on; unchanged -> the stage is skipped.
CREATE TABLE stage_state (
  stage       TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;
