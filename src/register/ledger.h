#pragma once

#include "../document/document.h"

/*
 * The register of what an office has issued (发文登记.csv): a row a document,
 * its columns any elements by their names, as a person keeps it in a
 * spreadsheet.  What the program adds is one row at the end, in the encoding
 * of the file; nothing else in it is changed.
 */
struct ledger;

/* Does the 发文字号 ask for the next one: 自动, 青科协〔2026〕自动号? */
bool	 ledger_asks(struct str number);

/*
 * The 发文登记.csv of a source: in its folder or where the program runs; where
 * none is, the place for a new one.
 */
struct str ledger_beside(struct arena *, struct str source);

/* Read it; one that is not there is empty.  NULL with a finding. */
struct ledger *ledger_read(struct arena *, struct str path, struct findings *);

/*
 * The number of a document that asks for one: what the register has for it
 * already, or the next; n == 0 with a finding.  SOURCE is its file.  FRESH is
 * set when a row must be added for it.
 */
struct str ledger_number(struct ledger *, const struct document *,
	    struct str source, bool *fresh, struct findings *);

/*
 * The same for good: under a lock, so that two at once get two numbers, the
 * register is read, and the row of a fresh number written.
 */
struct str ledger_take(struct arena *, struct str path,
	    const struct document *, struct str source, struct findings *);

/* Numbers twice, numbers left out, rows whose number is none. */
void	 ledger_check(const struct ledger *, struct findings *);
/* A document whose number is another's in the register, or not in it. */
void	 ledger_check_document(const struct ledger *,
	    const struct document *, struct str source, struct findings *);
