BEGIN TRANSACTION;
CREATE TABLE award (
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	organisation TEXT NOT NULL,
	period TEXT NOT NULL,
	form TEXT NOT NULL,
	granter TEXT NOT NULL,
	recipient TEXT NOT NULL,
	count INTEGER NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	reason TEXT NOT NULL,
	source_file TEXT NOT NULL,
	source_sheet TEXT NOT NULL,
	source_cell TEXT NOT NULL,
	source_by TEXT NOT NULL,
	source_at TEXT,
	PRIMARY KEY (submission_id, position),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "award" VALUES(1,0,'CD-HOA-SEN','2025','GK','TT','cá nhân',1,'Lê Văn Bình','','','','','','','',NULL);
CREATE TABLE correction (
	id INTEGER NOT NULL,
	event TEXT NOT NULL,
	who TEXT NOT NULL,
	at TEXT NOT NULL,
	reason TEXT NOT NULL,
	indicator TEXT NOT NULL,
	organisation TEXT NOT NULL,
	period TEXT NOT NULL,
	value TEXT,
	unit TEXT,
	qualifier TEXT,
	numerator TEXT,
	denominator TEXT,
	target TEXT,
	comparator TEXT,
	note TEXT,
	source_file TEXT,
	source_sheet TEXT,
	source_cell TEXT,
	source_by TEXT,
	source_at TEXT,
	previous TEXT,
	PRIMARY KEY (id)
);
INSERT INTO "correction" VALUES(3,'corrected','Nguyễn Văn An','2025-12-05T13:30:00+07:00','Đơn vị báo qua điện thoại','B01','CD-HOA-SEN','2025','191','suất','',NULL,NULL,NULL,'>=','','hoa-sen.xlsx','Số liệu','E14','Trần Thị Lan','2025-12-05T08:30:00+07:00',NULL);
CREATE TABLE draft (
	doc_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	kind TEXT NOT NULL,
	period TEXT NOT NULL,
	organisation TEXT NOT NULL,
	created_at TEXT NOT NULL,
	template_hash TEXT NOT NULL,
	figures_version INTEGER NOT NULL,
	manifest TEXT NOT NULL,
	gaps TEXT NOT NULL,
	left_out TEXT NOT NULL,
	document BLOB NOT NULL,
	appendix BLOB,
	PRIMARY KEY (doc_id, version)
);
CREATE TABLE drafter_schema (
	version INTEGER NOT NULL,
	program TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (version)
);
INSERT INTO "drafter_schema" VALUES(2,'0.1.0','2026-11-27T11:14:55.834604+00:00');
CREATE TABLE figure (
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	organisation TEXT NOT NULL,
	period TEXT NOT NULL,
	value TEXT,
	unit TEXT NOT NULL,
	qualifier TEXT NOT NULL,
	numerator TEXT,
	denominator TEXT,
	target TEXT,
	comparator TEXT NOT NULL,
	note TEXT NOT NULL,
	source_file TEXT NOT NULL,
	source_sheet TEXT NOT NULL,
	source_cell TEXT NOT NULL,
	source_by TEXT NOT NULL,
	source_at TEXT,
	previous TEXT,
	PRIMARY KEY (submission_id, position),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
)
 WITHOUT ROWID

;
INSERT INTO "figure" VALUES(1,0,'B01','CD-HOA-SEN','2025','183','suất','',NULL,NULL,NULL,'>=','','hoa-sen.xlsx','Số liệu','E14','Trần Thị Lan','2025-12-05T08:30:00+07:00',NULL);
INSERT INTO "figure" VALUES(1,1,'A01','CD-HOA-SEN','2025','1846.50','suất','',NULL,NULL,NULL,'>=','','hoa-sen.xlsx','Số liệu','E14','Trần Thị Lan','2025-12-05T08:30:00+07:00',NULL);
INSERT INTO "figure" VALUES(2,0,'B01','CD-HOA-SEN','2025','190','suất','',NULL,NULL,NULL,'>=','','hoa-sen.xlsx','Số liệu','E14','Trần Thị Lan','2025-12-05T08:30:00+07:00','150');
INSERT INTO "figure" VALUES(2,1,'A01','CD-HOA-SEN','2025','1846.50','suất','',NULL,NULL,NULL,'>=','','hoa-sen.xlsx','Số liệu','E14','Trần Thị Lan','2025-12-05T08:30:00+07:00',NULL);
CREATE TABLE narrative (
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	organisation TEXT NOT NULL,
	period TEXT NOT NULL,
	topic TEXT NOT NULL,
	text TEXT NOT NULL,
	"group" TEXT NOT NULL,
	source_file TEXT NOT NULL,
	source_sheet TEXT NOT NULL,
	source_cell TEXT NOT NULL,
	source_by TEXT NOT NULL,
	source_at TEXT,
	PRIMARY KEY (submission_id, position),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "narrative" VALUES(1,0,'CD-HOA-SEN','2025','han_che','Chưa có nhà văn hóa.','','','','','',NULL);
CREATE TABLE problem (
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	severity TEXT NOT NULL,
	file TEXT NOT NULL,
	sheet TEXT NOT NULL,
	cell TEXT NOT NULL,
	text TEXT NOT NULL,
	what TEXT NOT NULL,
	fix TEXT NOT NULL,
	request TEXT NOT NULL,
	PRIMARY KEY (submission_id, position),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "problem" VALUES(1,0,'D104','cần xem','hoa-sen-a.xlsx','Số liệu','E14','','cần một số, gặp «ba»','gõ 3','Đề nghị đơn vị gõ lại ô E14.');
INSERT INTO "problem" VALUES(2,0,'D105','cần xem','hoa-sen-b.xlsx','Số liệu','E14','','cần một số, gặp «ba»','gõ 3','Đề nghị đơn vị gõ lại ô E14.');
INSERT INTO "problem" VALUES(4,0,'D100','cần xem','ảnh.png','Số liệu','E14','','cần một số, gặp «ba»','gõ 3','Đề nghị đơn vị gõ lại ô E14.');
INSERT INTO "problem" VALUES(5,0,'D101','cần xem','hoa-sen-c.xlsx','Số liệu','E14','','cần một số, gặp «ba»','gõ 3','Đề nghị đơn vị gõ lại ô E14.');
CREATE TABLE revision (
	number INTEGER NOT NULL
);
INSERT INTO "revision" VALUES(5);
CREATE TABLE submission (
	id INTEGER NOT NULL,
	organisation TEXT,
	period TEXT,
	file TEXT NOT NULL,
	digest TEXT NOT NULL,
	received_at TEXT NOT NULL,
	submitted_by TEXT NOT NULL,
	state TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "submission" VALUES(1,'CD-HOA-SEN','2025','hoa-sen-a.xlsx','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','2025-12-05T08:30:00+07:00','Trần Thị Lan','superseded',1);
INSERT INTO "submission" VALUES(2,'CD-HOA-SEN','2025','hoa-sen-b.xlsx','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','2025-12-05T11:30:00+07:00','Trần Thị Lan','current',2);
INSERT INTO "submission" VALUES(4,NULL,NULL,'ảnh.png','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','2025-12-05T08:30:00+07:00','','rejected',0);
INSERT INTO "submission" VALUES(5,'CD-HOA-SEN','2025','hoa-sen-c.xlsx','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2025-12-05T14:30:00+07:00','','rejected',0);
CREATE INDEX submission_slot ON submission (period, organisation);
CREATE UNIQUE INDEX submission_one_current ON submission (period, organisation) WHERE state = 'current';
CREATE INDEX correction_key ON correction (period, organisation, indicator);
CREATE INDEX draft_period ON draft (period);
CREATE INDEX figure_key ON figure (period, organisation, indicator);
CREATE INDEX award_period ON award (period);
CREATE INDEX narrative_period ON narrative (period);
COMMIT;
