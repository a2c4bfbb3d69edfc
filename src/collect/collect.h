#pragma once

#include "../document/document.h"
#include "../text/date.h"

/*
 * Forms that were sent out and came back: what each of them says, in one
 * table a form.
 *
 * The source's tables are the forms.  One without a head is of labels and
 * values and gives one row for each that came back; one with a head gives all
 * its rows.  Cells are found by their labels, not by their place, so a row
 * that somebody added, a cell that was split, a label that was typed again do
 * no harm.  What is found nowhere in the form is told of, with its place.
 */
struct collect_options {
	const char *encoding;
	struct str output;	/* the table, which is no answer */
	struct str roster;	/* who was asked: CSV or XLSX; n == 0: nobody
				   said */
	struct date due;	/* year 0: no term */
	unsigned jobs;		/* workers; 0: one a core */
	/* Told after each file; may be NULL. */
	void (*seen)(void *context, size_t done, size_t total);
	void *context;
};

struct collect_value {
	struct str text;
	struct str doubt;	/* why somebody should look; n == 0: nothing */
};

struct collect_row {
	struct str sender, file;
	struct collect_value *values;	/* one for each field of the form */
	struct date date;		/* 填报时间; year 0: not said */
};

struct collect_form {
	struct str name;
	struct str *fields;
	size_t field_count;
	bool lines;		/* it has a head, and many rows */
	VEC(struct collect_row) rows;
};

/* Who should have answered, and what is amiss. */
struct collect_sender {
	struct str name, problem;	/* n == 0: answered */
};

struct collection {
	struct collect_form *forms;
	size_t form_count;
	VEC(struct collect_sender) senders;	/* of the roster */
	unsigned files, taken;
};

/* The first and the last column of a table, and the list beside it. */
#define COLLECT_SENDER_COLUMN	STR("报送单位")
#define COLLECT_FILE_COLUMN	STR("来源文件")
#define COLLECT_REMINDERS	STR("催报名单.csv")

/*
 * Read the forms of SOURCE and all that came back in FOLDER.  NULL with a
 * finding when the source has no form, or the roster cannot be read.
 */
struct collection *collect(struct arena *, struct str source,
	    struct str folder, const struct collect_options *,
	    struct findings *);

/* The table of everything: an XLSX, a sheet a form. */
void	 collect_workbook(struct arena *, const struct collection *,
	    struct buf *out);
void	 collect_csv(const struct collect_form *, struct buf *out);
/* The form's name, fit to be part of a file's. */
struct str collect_name(struct arena *, const struct collect_form *);
void	 collect_json(const struct collection *, struct buf *out);
/* Whom to remind: a list that build --data takes. */
void	 collect_reminders(const struct collection *, struct buf *out);
/* Is it such a list of an earlier run, with nothing of a person's in it? */
bool	 collect_is_reminders(const struct collection *, struct str bytes);
