PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE [journal]
(
	[ordering]        INTEGER        NOT NULL PRIMARY KEY AUTOINCREMENT,
	[created]         BigInt         NOT NULL,
	[deleted]         Bit            NOT NULL,
	[persistence_id]  NVarChar(255)  NOT NULL,
	[sequence_number] BigInt         NOT NULL,
	[message]         VarBinary      NOT NULL,
	[manifest]        NVarChar(500)      NULL,
	[identifier]      INTEGER            NULL,
	[writer_uuid]     NVarChar(128)      NULL
);
INSERT INTO journal VALUES(1,639308019938056428,0,'notebook',1,X'61','noted',4711,'9cfff5cf0a12493c8d0592ca95886cc1');
INSERT INTO journal VALUES(2,639308019940265846,0,'notebook',2,X'62','noted',4711,'9cfff5cf0a12493c8d0592ca95886cc1');
INSERT INTO journal VALUES(3,639308019941239547,0,'notebook',3,X'63','noted',4711,'9cfff5cf0a12493c8d0592ca95886cc1');
CREATE TABLE [tags]
(
	[ordering_id]    INTEGER       NOT NULL,
	[tag]            NVarChar(64)  NOT NULL,
	[sequence_nr]    INTEGER       NOT NULL,
	[persistence_id] NVarChar(255) NOT NULL,

	CONSTRAINT [PK_tags] PRIMARY KEY ([ordering_id], [tag])
);
CREATE TABLE [snapshot]
(
	[persistence_id]  NVarChar(255) NOT NULL,
	[sequence_number] BigInt        NOT NULL,
	[created]         BigInt        NOT NULL,
	[snapshot]        VarBinary         NULL,
	[manifest]        NVarChar(500)     NULL,
	[serializer_id]   INTEGER           NULL,

	CONSTRAINT [PK_snapshot] PRIMARY KEY ([persistence_id], [sequence_number])
);
INSERT INTO snapshot VALUES('notebook',2,639308019940546506,X'612c62','summary',4711);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('journal',3);
CREATE UNIQUE INDEX journal_uq ON journal (persistence_id, sequence_number);
CREATE INDEX journal_created_idx ON journal (created);
CREATE INDEX journal_sequence_number_idx ON journal (sequence_number);
CREATE INDEX tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
CREATE INDEX tags_tag_idx ON tags (tag);
CREATE INDEX snapshot_sequence_number_idx ON snapshot (sequence_number);
CREATE INDEX snapshot_created_idx ON snapshot (created);
COMMIT;
